export const inboxWords = {
  title: { zh: '消息', en: 'Inbox' },
  lead: { zh: '发给您的每一条提醒都在这里，不论邮件是否送到。', en: 'Every reminder to you is kept here, whether or not its mail arrived.' },
  none: { zh: '还没有消息。到了提醒的时候，会同时发邮件并列在这里。', en: 'No messages yet. When a reminder is due it is mailed and listed here.' },
  mailed: { zh: '邮件已送达邮箱服务器', en: 'mail handed to the mail server' },
  notMailed: { zh: '没有邮件', en: 'no mail' },
  mailState: { zh: '邮件：{status}', en: 'mail: {status}' },
  due: { zh: '{date}到期', en: 'due {date}' },
};
