import type { Light } from '#libs/domain/light';
import type { Pair } from './say.ts';

/** What each light is called. */
export const lightWords: Readonly<Record<Light, Pair>> = {
  late: { zh: '已逾期', en: 'Overdue' },
  near: { zh: '临近到期', en: 'Due soon' },
  done: { zh: '已完成', en: 'Done' },
  onTrack: { zh: '办理中', en: 'In hand' },
  notYet: { zh: '未到时间', en: 'Not yet' },
  waiting: { zh: '在别人手里', en: 'With others' },
  void: { zh: '无此项任务', en: 'Nothing owed' },
};

export const baseWords = {
  reading: { zh: '正在读取…', en: 'Reading…' },
  again: { zh: '再试一次', en: 'Try again' },
  sending: { zh: '正在办理…', en: 'Sending…' },
  pending: { zh: '已受理，正在入账…', en: 'Accepted, being recorded…' },
  more: { zh: '再显示一些', en: 'Show more' },
  basis: { zh: '依据：{basis}', en: 'Basis: {basis}' },
  original: { zh: '原定{date}', en: 'originally {date}' },
  changed: { zh: '您打开以后，这件事有了变化。填写的内容还在；请看过新的情况再办。', en: 'This has changed since you opened it. What you typed is still here; look at what is new before you go on.' },
  lookAgain: { zh: '看新的情况', en: 'See what is new' },
  offline: { zh: '连不上服务器。请检查网络，稍后再试；填写的内容都还在。', en: 'The server cannot be reached. Check the network and try again; what you typed is still here.' },
  broken: { zh: '这一页出了错。填写并保存过的内容不会丢；请刷新再试，仍不行请告诉管理员：{what}', en: 'This page broke. What was saved is safe; reload, and tell the administrator if it happens again: {what}' },
  reload: { zh: '刷新', en: 'Reload' },
  newVersion: { zh: '系统已更新，正在换上新的页面…', en: 'There is a new version; loading it…' },
};
