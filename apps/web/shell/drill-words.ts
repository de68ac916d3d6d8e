export const drillWords = {
  drill: { zh: '演练', en: 'Drill' },
  time: { zh: '演练时间 {time} · 邮件只到演练信箱', en: 'Drill time {time} · mail goes to the drill mailbox only' },
  moving: { zh: '正在走到{to}，已到{now}', en: 'Moving to {to}; it is now {now}' },
  progress: { zh: '演练时间走了多少', en: 'How far the drill’s clock has moved' },
  forward: { zh: '推进演练时间', en: 'Move the drill’s clock' },
  day: { zh: '过一天', en: 'One day' },
  week: { zh: '过一周', en: 'One week' },
  untilTomorrow: { zh: '推进到{to}', en: 'Move to {to}' },
  paused: { zh: '暂停中：{reason}', en: 'Paused: {reason}' },
};
