/**
 * The columns of the finance office's own books: Chinese heading, English heading, and what else such a column is called.
 * An amount's heading also says its unit: 金额（万元）.
 */

interface FieldWords {
  zh: string;
  en: string;
  also: readonly string[];
  isAmount?: true;
}

/** The ledger of allocations (资金台账): one row for what one unit is to use. */
export const ledgerFields = {
  line: { zh: '资金编号', en: 'allocation', also: ['系统编号'] },
  source: { zh: '资金来源', en: 'source', also: ['来源', '资金渠道', '资金类别', '资金级次', '来源渠道'] },
  documentNumber: { zh: '文件文号', en: 'document number', also: ['文号', '指标文号', '下达文号', '资金文号', '文件号', '发文字号', '下达文件文号', '指标文件文号', '资金文件文号'] },
  documentTitle: { zh: '文件名称', en: 'document title', also: ['文件标题', '指标文件名称', '下达文件名称'] },
  purpose: { zh: '项目/用途', en: 'purpose', also: ['项目', '用途', '项目名称', '资金用途', '项目（用途）', '项目名称及用途', '支出项目'] },
  amount: { zh: '金额', en: 'amount', also: ['下达金额', '指标金额', '资金金额', '安排金额', '分配金额', '安排资金', '下达资金', '资金额度', '下达数', '指标数'], isAmount: true },
  receivedOn: { zh: '到账日期', en: 'received on', also: ['到账时间', '收到日期', '收到时间', '收文日期', '指标到达日期', '到位日期', '到位时间'] },
  from: { zh: '下达单位', en: 'passed on by', also: ['拨款单位', '拨付单位', '分配单位'] },
  unit: { zh: '使用单位', en: 'using unit', also: ['用款单位', '资金使用单位', '项目单位', '项目实施单位', '实施单位', '使用单位名称'] },
  unitId: { zh: '使用单位代码', en: 'using unit code', also: ['单位代码', '用款单位代码'] },
  kind: { zh: '资金形式', en: 'form', also: ['资金性质', '下达方式'] },
  payee: { zh: '支付对象', en: 'paid to', also: ['收款对象', '支付方式'] },
  passOnTerm: { zh: '下达时限', en: 'to be passed on', also: ['拨付时限', '分解下达时限', '时限', '时限要求', '时限/依据'] },
  useTerm: { zh: '支付时限', en: 'to be paid', also: ['使用时限', '支出时限', '使用期限'] },
} as const satisfies Record<string, FieldWords>;
export type LedgerField = keyof typeof ledgerFields;

/** The treasury's list of payments (国库支付明细). */
export const treasuryFields = {
  voucher: { zh: '凭证号', en: 'voucher', also: ['支付凭证号', '凭证编号', '支付凭证编号', '支付令号', '支付单号', '单据号', '单据编号', '支付申请号'] },
  paidOn: { zh: '支付日期', en: 'paid on', also: ['付款日期', '支付时间', '付款时间', '清算日期', '日期'] },
  payee: { zh: '收款人', en: 'payee', also: ['收款人名称', '收款人全称', '收款单位', '收款单位名称', '收款方', '收款方名称'] },
  amount: { zh: '支付金额', en: 'amount', also: ['金额', '付款金额', '实付金额', '本次支付金额'], isAmount: true },
  unit: { zh: '预算单位', en: 'unit', also: ['预算单位名称', '用款单位', '使用单位', '单位', '单位名称', '申请单位'] },
  documentNumber: { zh: '指标文号', en: 'document number', also: ['文件文号', '文号', '资金文号', '指标文件文号'] },
  purpose: { zh: '用途', en: 'purpose', also: ['摘要', '支付用途', '资金用途', '项目名称', '项目'] },
  payees: { zh: '人数', en: 'payees', also: ['收款人数', '发放人数', '笔数', '发放人次'] },
} as const satisfies Record<string, FieldWords>;
export type TreasuryField = keyof typeof treasuryFields;

export type BookFields<F extends string> = Readonly<Record<F, FieldWords>>;
