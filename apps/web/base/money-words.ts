export const moneyWords = {
  wan: { zh: '{amount}万元', en: 'CNY {amount}' },
  yuan: { zh: '{amount}元', en: 'CNY {amount}' },
  unitWan: { zh: '万元', en: '10,000 CNY' },
  unitYuan: { zh: '元', en: 'CNY' },
  unitOf: { zh: '{label}的单位', en: 'Unit of: {label}' },
  reads: { zh: '合{yuan}元', en: '= CNY {yuan}' },
  atMost: { zh: '可用{sum}', en: '{sum} available' },
  whole: { zh: '全部', en: 'All of it' },
  notMoney: { zh: '请填金额，如28.8万、288,000.00，精确到分', en: 'Enter an amount such as 288,000.00, to the fen' },
  zero: { zh: '金额要大于零', en: 'The amount must be above zero' },
  tooMuch: { zh: '金额{amount}超过可用的{most}。请改为不超过{most}。', en: '{amount} is more than the {most} available. Make it {most} at most.' },
};

/** What stands before and behind a figure that people type. */
export const typedWords = {
  currency: /^人民币/u,
  suffixes: [['万元', 'tenThousand'], ['万', 'tenThousand'], ['元', 'yuan']],
} as const;
