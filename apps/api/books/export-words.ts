/** Headings and words of the exports. */
export const exportNames = {
  ledger: { zh: '资金台账', en: 'ledger' }, payments: { zh: '支付明细', en: 'payments' }, overdue: { zh: '逾期资金', en: 'overdue money' }, reconciliation: { zh: '国库对账', en: 'reconciliation' },
  ledgerTemplate: { zh: '资金台账模板', en: 'ledger template' }, treasuryTemplate: { zh: '国库支付明细模板', en: 'treasury template' },
} as const;

export const headings = {
  line: { zh: '资金编号', en: 'allocation' }, source: { zh: '资金来源', en: 'source' }, documentNumber: { zh: '文件文号', en: 'document number' }, documentTitle: { zh: '文件名称', en: 'document title' },
  purpose: { zh: '项目/用途', en: 'purpose' }, wan: { zh: '金额（万元）', en: 'amount (万元)' }, yuan: { zh: '金额（元）', en: 'amount (yuan)' }, receivedOn: { zh: '到账日期', en: 'received on' },
  unitId: { zh: '使用单位代码', en: 'using unit code' }, unit: { zh: '使用单位', en: 'using unit' }, kind: { zh: '资金形式', en: 'form' }, payeeKind: { zh: '支付对象', en: 'paid to' },
  held: { zh: '结存（元）', en: 'held (yuan)' }, inFlight: { zh: '在途（元）', en: 'in flight (yuan)' }, paid: { zh: '已支付（元）', en: 'paid (yuan)' }, returned: { zh: '已退出（元）', en: 'returned (yuan)' }, status: { zh: '状态', en: 'status' },
  voucher: { zh: '凭证号', en: 'voucher' }, paidOn: { zh: '支付日期', en: 'paid on' }, payee: { zh: '收款人', en: 'payee' }, payees: { zh: '人数', en: 'payees' }, budgetUnit: { zh: '预算单位', en: 'unit' },
  paidYuan: { zh: '支付金额（元）', en: 'amount (yuan)' }, paidWan: { zh: '支付金额（万元）', en: 'amount (万元)' },
  holder: { zh: '持有单位', en: 'holder' }, phase: { zh: '环节', en: 'phase' }, since: { zh: '起算日期', en: 'since' }, dueOn: { zh: '到期日', en: 'due on' }, daysOver: { zh: '逾期天数', en: 'days over' },
  treasuryOn: { zh: '国库日期', en: 'treasury: day' }, treasuryYuan: { zh: '国库金额（元）', en: 'treasury: amount (yuan)' }, treasuryPayee: { zh: '国库收款人', en: 'treasury: payee' },
  recordOn: { zh: '系统日期', en: 'record: day' }, recordYuan: { zh: '系统金额（元）', en: 'record: amount (yuan)' }, recordPayee: { zh: '系统收款人', en: 'record: payee' }, reason: { zh: '搁置理由', en: 'set aside because' },
} as const;

export const words = {
  budget: { zh: '指标', en: 'budget' }, cash: { zh: '资金', en: 'cash' }, contractor: { zh: '施工单位', en: 'contractor' }, beneficiaries: { zh: '一卡通', en: 'beneficiaries' },
  open: { zh: '执行中', en: 'open' }, closed: { zh: '已结转', en: 'closed' },
  holding: { zh: '未下达或未申请', en: 'held' }, inFlight: { zh: '在途未登记收到', en: 'in flight' }, examining: { zh: '财政审核', en: 'examined by finance' }, correcting: { zh: '退回补正', en: 'in correction' }, paying: { zh: '受理后待支付', en: 'accepted, to be paid' }, retained: { zh: '质保金', en: 'retention' },
  matched: { zh: '相符', en: 'matched' }, missingInRecord: { zh: '系统无', en: 'missing in the record' }, missingAtTreasury: { zh: '国库无', en: 'missing at the treasury' }, differing: { zh: '不符', en: 'differing' }, setAside: { zh: '已搁置', en: 'set aside' },
  inWan: { zh: '{of}（万元）', en: '{of} (万元)' },
  /** Whom money is paid to where that is the unit itself. */
  unit: { zh: '单位', en: 'unit' },
} as const;
