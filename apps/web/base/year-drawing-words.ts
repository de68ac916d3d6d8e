export const drawingWords = {
  month: { zh: '{n}月', en: '{n}' },
  english: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  /** Monday first, a sign each. */
  weekdays: { zh: '一二三四五六日', en: 'MTWTFSS' },
  off: { zh: '休息', en: 'day off' },
  worked: { zh: '周末上班', en: 'worked weekend day' },
  provisional: { zh: '暂定，放假通知未到', en: 'provisional until the notice comes' },
  due: { zh: '有任务到期', en: 'something is due' },
  hint: { zh: '指着一天，或用方向键，可看这一天有什么。', en: 'Point at a day, or use the arrow keys, to see what falls on it.' },
};
