export const calendarWords = {
  lead: { zh: '全年{n}个到期日都已按工作日排好，遇休息日按政策包的规定顺延或提前。点着一天可看那天有什么到期。', en: 'All {n} due dates of the year are laid on working days by the pack’s rules. Point at a day to see what falls due.' },
  provisional: { zh: '{year}年放假通知还没有公布，斜线的日子和{n}个日期是暂定的；通知公布后在“责任年·放假通知”里录入，日期自动重排。', en: 'The holiday notice of {year} is still to come: hatched days and {n} dates are provisional. Enter it under “The year · Holiday notice” once published, and the dates follow.' },
  source: { zh: '{year}年：{source}，{days}个工作日。', en: '{year}: {source}; {days} working days.' },
  which: { zh: '看哪一年', en: 'Which year' },
  year: { zh: '{year}年', en: '{year}' },
  drawing: { zh: '{year}年的工作日和到期日', en: 'Working days and due dates of {year}' },
  table: { zh: '每个到期日和它的依据', en: 'Every due date and its basis' },
  due: { zh: '到期日', en: 'Due' },
  duty: { zh: '任务', en: 'Duty' },
  units: { zh: '单位数', en: 'Units' },
  basis: { zh: '依据', en: 'Basis' },
  later: { zh: '事到才算', en: 'Counted from its occasion' },
  isProvisional: { zh: '暂定', en: 'provisional' },
  dueSaid: { zh: '{duty}（{n}个单位）', en: '{duty} ({n} units)' },
};

export const peopleWords = {
  lead: { zh: '这份草案有{units}个单位要办事：{types}。', en: 'In this draft {units} units owe something: {types}.' },
  office: { zh: '改单位、岗位和任职', en: 'Change units, posts and holders' },
  countOf: { zh: '{type}{n}个', en: '{n} × {type}' },
};
