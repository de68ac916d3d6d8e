/** What can be wrong with a row of an imported table, with {placeholders} filled from the facts. */
export const importFaults = {
  columnMissing: { zh: '缺少“{column}”一列', en: 'There is no column “{column}”' },
  columnTwice: { zh: '“{column}”一列出现两次', en: 'The column “{column}” stands twice' },
  missing: { zh: '“{field}”不能为空', en: '“{field}” must not be empty' },
  textInvalid: { zh: '须为一行文字，不超过{max}个字，不含控制字符', en: 'One line of at most {max} characters, without control characters' },
  codeInvalid: { zh: '单位代码须为1至20位字母或数字，现为“{given}”', en: 'A unit code has 1 to 20 letters or digits; this is “{given}”' },
  emailInvalid: { zh: '“{given}”不是电子邮箱地址', en: '“{given}” is no e-mail address' },
  loginInvalid: { zh: '登录名须为3至60位字母、数字或 . _ @ -，现为“{given}”', en: 'A login has 3 to 60 letters, digits or . _ @ -; this is “{given}”' },
  dateInvalid: { zh: '“{given}”不是日期；请写成 2026-03-01', en: '“{given}” is no date; write 2026-03-01' },

  unitNamedTwice: { zh: '单位{unit}在第{row}行的名称是“{other}”', en: 'Row {row} calls the unit {unit} “{other}”' },
  unitTypeTwice: { zh: '单位{unit}在第{row}行的类型是“{other}”', en: 'Row {row} gives the unit {unit} the type “{other}”' },
  unitUnderTwice: { zh: '单位{unit}在第{row}行的上级是“{other}”', en: 'Row {row} puts the unit {unit} under “{other}”' },
  typeUnknown: { zh: '政策包没有单位类型“{given}”；可选：{known}', en: 'The pack has no type of unit “{given}”; it has {known}' },
  typeChanged: { zh: '单位{unit}现为“{type}”，类型不能改', en: 'The unit {unit} is a “{type}”; its type cannot change' },
  parentUnknown: { zh: '没有上级单位“{given}”：表中没有，系统中也没有', en: 'There is no unit “{given}” above: neither in the table nor on record' },
  parentMisplaced: { zh: '“{type}”不能设在“{above}”之下', en: 'A “{type}” cannot stand under a “{above}”' },
  parentChanged: { zh: '单位{unit}现在{under}之下；划转单位不在导入中办理', en: 'The unit {unit} stands under {under}; units are not moved by an import' },
  circle: { zh: '上级关系成环：{units}', en: 'The units above form a circle: {units}' },
  tooDeep: { zh: '单位层级过深', en: 'The unit stands too deep in the tree' },
  unitEnded: { zh: '单位{unit}已于{to}撤销', en: 'The unit {unit} ended on {to}' },
  notYours: { zh: '单位{unit}不在您管理的范围内', en: 'The unit {unit} is not among those you administer' },
  rootNotYours: { zh: '单位{unit}没有写上级；您只能在所管理的单位之下增加单位', en: 'The unit {unit} has nothing above it; you may add units only below those you administer' },

  postUnknown: { zh: '“{type}”没有岗位“{given}”；可选：{known}', en: 'A “{type}” has no post “{given}”; it has {known}' },
  sameName: { zh: '{unit}有两个“{name}”，请填登录名以区分', en: 'There are two people called “{name}” in {unit}; give their logins' },
  personDiffers: { zh: '登录名{login}在第{row}行是“{other}”', en: 'In row {row} the login {login} is “{other}”' },
  personElsewhere: { zh: '“{name}”还在您管理范围以外任职，姓名和邮箱不能由您更改', en: '“{name}” also holds a post outside what you administer; you cannot change the name or the e-mail' },
  loginNeeded: { zh: '请填登录名', en: 'Give a login' },
  loginTaken: { zh: '登录名{login}已有人使用', en: 'The login {login} is taken' },

  rowTwice: { zh: '与第{row}行重复：同一人、同一岗位、同一任职起日', en: 'The same person, post and beginning as in row {row}' },
  endBeforeBeginning: { zh: '任职止{to}早于任职起{from}', en: 'The tenure ends on {to}, before it begins on {from}' },
  tenureBegan: { zh: '{name}自{from}起已任此职，任职起日不能改', en: '{name} has held the post since {from}; the beginning cannot change' },
  tenureEnded: { zh: '{name}的任职已于{to}结束，不能改', en: 'The tenure of {name} ended on {to} and cannot change' },
  endInThePast: { zh: '任职止{to}已经过去；最早可写{earliest}', en: 'The end {to} is past; the earliest is {earliest}' },
  heldInThePast: { zh: '{name}自{from}起担任此职；交接不能早于今天（{today}）', en: '{name} has held the post since {from}; a hand-over cannot lie before today ({today})' },
  tenureOverlaps: { zh: '与{name}的任职（{from}起）重叠；请写明前任的任职止', en: 'The tenure overlaps that of {name} (from {from}); give the end of the one before' },

  amountInvalid: { zh: '“{given}”不是金额；请只写数字，如 28.8', en: '“{given}” is no amount; write digits, as in 28.8' },
  amountNegative: { zh: '金额“{given}”为负；退回、调减请在系统中另行办理，此表不收', en: 'The amount “{given}” is below zero; what is given back or reduced is an act of its own' },
  amountZero: { zh: '金额“{given}”为零；没有金额的行请删去', en: 'The amount “{given}” is nothing; leave such rows out' },
  amountFraction: { zh: '金额“{given}”不足一分；请按元保留两位小数、按万元保留六位', en: 'The amount “{given}” has a part of a fen; two decimals of yuan, six of 万元' },
  amountTooLarge: { zh: '金额“{given}”过大，请核对单位是元还是万元', en: 'The amount “{given}” is too large; is it yuan or 万元?' },
  amountUnitMissing: { zh: '没有写明金额单位；请把表头写成“金额（万元）”或“金额（元）”', en: 'No unit of the amount is named; head the column 金额（万元） or 金额（元）' },
  amountShared: { zh: '金额与别的行合并了单元格，无法知道各行多少；请取消合并，逐行填写', en: 'The amount is merged over several rows; give each row its own' },
  amountsDiffer: { zh: '同一行的两栏金额不同：{one}元与{other}元', en: 'The row gives two amounts: {one} and {other} yuan' },
  totalDiffers: { zh: '“{word}”写的是{given}元，各行相加是{sum}元；请核对是哪一行不对', en: '“{word}” says {given} yuan; its rows add up to {sum}' },
  dayUnclear: { zh: '“{given}”看不出是哪一天；请写成 2026-03-05', en: '“{given}” is no day; write 2026-03-05' },
  dayAhead: { zh: '{on}还没有到（今天是{today}）', en: '{on} is still to come (today is {today})' },
  termUnclear: { zh: '“{given}”看不出时限；请写如“30日内”“15个工作日内”“6月30日前”', en: '“{given}” names no time; write 30日内, 15个工作日内 or 6月30日前' },
  sourceUnknown: { zh: '没有资金来源“{given}”；可选：{known}', en: 'There is no source “{given}”; there are {known}' },
  unitUnknown: { zh: '没有单位“{given}”；请写单位代码或全称', en: 'There is no unit “{given}”; give its code or full name' },
  unitAmbiguous: { zh: '“{given}”不止一个：{known}；请写单位代码', en: 'Several units are called “{given}”: {known}; give the code' },
  choiceUnknown: { zh: '“{given}”不认识；可写：{known}', en: '“{given}” is not known; there are {known}' },
  allocationTwice: { zh: '与第{row}行相同：文号、用途、使用单位和金额都一样', en: 'The same document, purpose, unit and amount as in row {row}' },
  lineDiffers: { zh: '资金{line}在系统中是：{document}，{purpose}，{amount}元；要改请在系统中办理，要新增请删去资金编号', en: 'On record {line} is {document}, {purpose}, {amount} yuan; change it there, or leave out its number to add another' },
  refused: { zh: '不能登记（{code}）', en: 'It cannot be registered ({code})' },
  voucherMissing: { zh: '没有凭证号', en: 'There is no voucher' },
  voucherInvalid: { zh: '凭证号“{given}”不合规则：最多40个字母、数字、汉字或 〔〕()./_-', en: 'The voucher “{given}” must have at most 40 letters, digits or 〔〕()./_-' },
  voucherTwice: { zh: '凭证号与第{row}行相同；一张凭证只对应一次支付', en: 'The same voucher as in row {row}; a voucher stands for one payment' },
  countInvalid: { zh: '“{given}”不是人数；请写整数', en: '“{given}” is no number of payees; write a whole number' },
} as const;

export type ImportFaultCode = keyof typeof importFaults;

/** The sentence of a fault, in both languages. */
export function faultWords(code: ImportFaultCode, facts: Readonly<Record<string, string | number>>): { zh: string; en: string } {
  const fill = (sentence: string): string => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : whole));
  return { zh: fill(importFaults[code].zh), en: fill(importFaults[code].en) };
}

/** The columns of an imported table: Chinese heading, English heading. */
export const importFields = {
  unit: { zh: '单位代码', en: 'unit code' },
  unitName: { zh: '单位名称', en: 'unit name' },
  unitType: { zh: '单位类型', en: 'unit type' },
  under: { zh: '上级单位代码', en: 'parent unit code' },
  post: { zh: '岗位', en: 'post' },
  name: { zh: '姓名', en: 'name' },
  email: { zh: '电子邮箱', en: 'e-mail' },
  from: { zh: '任职起', en: 'from' },
  to: { zh: '任职止', en: 'to' },
  login: { zh: '登录名', en: 'login' },
} as const;

export type ImportField = keyof typeof importFields;
