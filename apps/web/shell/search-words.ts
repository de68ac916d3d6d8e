export const searchWords = {
  open: { zh: '搜索单位、文号、人员', en: 'Search units, papers, people' },
  keys: { zh: '⌘K', en: '⌘K' },
  label: { zh: '搜索', en: 'Search' },
  hint: { zh: '至少两个字；也可以输代码或文号', en: 'Two characters at least; a code or a number of a paper will do' },
  none: { zh: '没有找到“{q}”。只找您看得到的范围。', en: 'Nothing found for “{q}” among what you may see.' },
  units: { zh: '单位', en: 'Units' },
  papers: { zh: '文件', en: 'Papers' },
  people: { zh: '人员', en: 'People' },
  found: { zh: '找到{n}个', en: '{n} found' },
  close: { zh: '关闭', en: 'Close' },
  under: { zh: '{above}以下', en: 'under {above}' },
  separator: { zh: '、', en: ', ' },
};
