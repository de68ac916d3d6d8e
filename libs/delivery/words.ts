import { weekday } from '#libs/domain/time/instant';
import type { LocalDate } from '#libs/domain/time/instant';

/** What a duty can wait for, in the words of the one who is asked and of the one who is only told. */
export interface ActWords {
  /** 请签订 */
  asked: string;
  /** 尚未签订 */
  told: string;
}

const chineseDays = ['日', '一', '二', '三', '四', '五', '六'];
const englishDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
const dayOf = (date: LocalDate): number => Number(date.slice(8, 10));

const zh = {
  acts: {
    sign: { asked: '请签订', told: '尚未签订' },
    report: { asked: '请报送', told: '尚未报送' },
    correct: { asked: '请补正', told: '退回后尚未补正' },
    check: { asked: '请审签', told: '尚未审签' },
    verify: { asked: '请核实数据', told: '数据尚未核实' },
    review: { asked: '请审核', told: '尚未审核' },
    answer: { asked: '请答复异议', told: '异议尚未答复' },
    countersign: { asked: '请会签', told: '尚未会签' },
    decide: { asked: '请决定', told: '尚未决定' },
    supplement: { asked: '请签署补充', told: '补充尚未签署' },
    allocate: { asked: '请分解目标', told: '目标尚未分解' },
    submit: { asked: '请编报', told: '尚未编报' },
    record: { asked: '请登记会议情况', told: '尚未登记' },
    issue: { asked: '请决定是否签发', told: '尚未决定是否签发' },
    acknowledge: { asked: '请签收', told: '尚未签收' },
    feedback: { asked: '请反馈进展', told: '尚未反馈进展' },
    complete: { asked: '请办结', told: '尚未办结' },
    assist: { asked: '请协办', told: '请予协办' },
    spend: { asked: '请加快支出', told: '支出落后于序时进度' },
    launch: { asked: '请核对后启动', told: '草案已拟好，请核对并补齐文件后启动' },
    draftNext: { asked: '请备齐后编排', told: '草案还不能拟' },
  } as Record<string, ActWords>,
  /** A pack may bring an act this table does not know. */
  otherAct: { asked: '请办理', told: '尚未办结' },
  vacantPost: (post: string) => `${post}现在空缺，这件事没有人收到`,
  vacantPostRemedy: '请确定由谁办理，并把任职登记到系统里。',
  noAddress: (person: string, post: string) => `${person === post ? post : `${person}（${post}）`}没有邮箱地址，提醒只进了系统收件箱`,
  noAddressRemedy: '请补登邮箱地址，并先电话告知。',
  date: (date: LocalDate) => `${monthOf(date)}月${dayOf(date)}日 星期${chineseDays[weekday(date)]}`,
  fullDate: (date: LocalDate): string => `${date.slice(0, 4)}年${zh.date(date)}`,
  by: (date: string) => `${date}前`,
  /** A date that is past. */
  was: (date: string) => `${date}到期`,
  dueToday: '今天到期',
  left: (days: number) => `还有${days}个工作日`,
  /** Only days off lie between. */
  leftInDaysOff: (days: number) => `还有${days}天，其间没有工作日`,
  overdue: (days: number) => `逾期${days}个工作日`,
  overdueInDaysOff: '已过到期日，其后尚无工作日',
  original: (date: string) => `原定${date}`,
  basis: '依据：',
  missed: (count: number) => `此前有${count}次提醒未能按时送出，并入本次。`,
  drill: '演练',
  drillPrefix: '【演练】',
  drillTime: (date: string, time: string) => `演练时间 ${date} ${time}`,
  subject: (when: string, what: string, count: number, campaign: string) => `${when}：${what}${count > 1 ? `，等${count}件` : ''}（${campaign}）`,
  greeting: (name: string, posts: string) => (posts === '' ? `${name}：` : `${name}（${posts}）：`),
  opening: (asked: number, told: number) => (asked === 0
    ? `有${told}件事请您关注。`
    : told === 0 ? `有${asked}件事请您办理，按到期先后列出。` : `有${asked}件事请您办理，${told}件请您关注，按到期先后列出。`),
  open: '打开办理',
  look: '查看',
  listSeparator: '、',
  closing: '办完的事不再提醒。此邮件由系统发出，请不要直接回复。',
};

type DeliveryWords = typeof zh;

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

const en: DeliveryWords = {
  acts: {
    sign: { asked: 'Please sign', told: 'not signed yet' },
    report: { asked: 'Please report', told: 'not reported yet' },
    correct: { asked: 'Please correct', told: 'returned and not corrected yet' },
    check: { asked: 'Please check and pass on', told: 'not passed on yet' },
    verify: { asked: 'Please verify the figures', told: 'figures not verified yet' },
    review: { asked: 'Please review', told: 'not reviewed yet' },
    answer: { asked: 'Please answer the objection', told: 'objection not answered yet' },
    countersign: { asked: 'Please countersign', told: 'not countersigned yet' },
    decide: { asked: 'Please decide', told: 'not decided yet' },
    supplement: { asked: 'Please sign the supplement', told: 'supplement not signed yet' },
    allocate: { asked: 'Please allocate the targets', told: 'targets not allocated yet' },
    submit: { asked: 'Please submit', told: 'not submitted yet' },
    record: { asked: 'Please record the meeting', told: 'not recorded yet' },
    issue: { asked: 'Please decide whether to issue', told: 'not decided on yet' },
    acknowledge: { asked: 'Please acknowledge', told: 'not acknowledged yet' },
    feedback: { asked: 'Please give feedback', told: 'no feedback yet' },
    complete: { asked: 'Please finish', told: 'not finished yet' },
    assist: { asked: 'Please assist', told: 'your unit is asked to assist' },
    spend: { asked: 'Please spend it', told: 'spending is behind the curve' },
    launch: { asked: 'Please check and launch', told: 'is drafted: check it, enter its documents, and launch it' },
    draftNext: { asked: 'Please prepare', told: 'cannot be drafted yet' },
  },
  otherAct: { asked: 'Please see to', told: 'not done yet' },
  vacantPost: (post) => `${post} is vacant: nobody received this`,
  vacantPostRemedy: 'Please decide who takes it and register the tenure.',
  noAddress: (person, post) => `${person === post ? post : `${person} (${post})`} has no mail address: the reminder is in the inbox only`,
  noAddressRemedy: 'Please register an address, and tell them by phone meanwhile.',
  date: (date) => `${englishDays[weekday(date)]} ${dayOf(date)} ${englishMonths[monthOf(date) - 1]}`,
  fullDate: (date) => `${en.date(date)} ${date.slice(0, 4)}`,
  by: (date) => `by ${date}`,
  was: (date) => `due ${date}`,
  dueToday: 'due today',
  left: (days) => `${plural(days, 'working day')} left`,
  leftInDaysOff: (days) => `${plural(days, 'day')} left, none of them worked`,
  overdue: (days) => `${plural(days, 'working day')} overdue`,
  overdueInDaysOff: 'past due, no working day since',
  original: (date) => `originally ${date}`,
  basis: 'Basis: ',
  missed: (count) => `${plural(count, 'earlier reminder')} did not go out in time and ${count === 1 ? 'is' : 'are'} part of this one.`,
  drill: 'Drill',
  drillPrefix: '[Drill] ',
  drillTime: (date, time) => `Drill time ${date} ${time}`,
  subject: (when, what, count, campaign) => `${when.charAt(0).toUpperCase()}${when.slice(1)}: ${what}${count > 1 ? ` and ${count - 1} more` : ''} (${campaign})`,
  greeting: (name, posts) => (posts === '' ? `${name},` : `${name} (${posts}),`),
  opening: (asked, told) => (asked === 0
    ? `There ${told === 1 ? 'is one thing' : `are ${told} things`} for you to know.`
    : `There ${asked === 1 ? 'is one thing' : `are ${asked} things`} for you to do${told === 0 ? '' : ` and ${told} to know`}, in order of their dates.`),
  open: 'Open',
  look: 'View',
  listSeparator: ', ',
  closing: 'What is done is not reminded again. This mail was sent by the system; please do not reply.',
};

/** Every word that delivery says, in one table; what a campaign calls things comes from its pack. */
export const words: Record<'zh' | 'en', DeliveryWords> = { zh, en };
export type Language = keyof typeof words;
