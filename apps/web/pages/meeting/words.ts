export const meetingWords = {
  lead: { zh: '{from}至{to}之间要开一次会，开过后登记。', en: 'A meeting is to be held between {from} and {to}, and recorded once it was.' },
  heldOn: { zh: '开会日期', en: 'Held on' },
  minutesNumber: { zh: '会议纪要编号', en: 'Number of the minutes' },
  topic: { zh: '议题', en: 'Topic' },
  attendees: { zh: '参会人数（可不填）', en: 'How many attended (optional)' },
  people: { zh: '人', en: 'people' },
  record: { zh: '登记会议', en: 'Record the meeting' },
  held: { zh: '{date}召开，{by} {at}登记。', en: 'Held {date}; recorded by {by}, {at}.' },
  notYet: { zh: '还没有登记会议。', en: 'No meeting has been recorded yet.' },
  wholeNumber: { zh: '请填整数，1到10000', en: 'A whole number from 1 to 10,000' },
};
