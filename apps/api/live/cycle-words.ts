import type { CycleEvent } from '#libs/domain/cycle/cycle';

interface Words {
  zh: string;
  en: string;
}

type Teller<Type extends CycleEvent['type']> = (event: Extract<CycleEvent, { type: Type }>) => Words;

/** In Asia/Shanghai, to the minute. */
const minuteOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** What each event of a cycle says to a reader. A row for every type: a new event does not compile without one. */
const tellers: { [Type in CycleEvent['type']]: Teller<Type> } = {
  cycleDrafted: () => ({ zh: '责任年起草', en: 'The year was drafted' }),
  cycleRedrafted: () => ({ zh: '责任年重新起草', en: 'The draft was laid out anew' }),
  nextYearAwaited: ({ waits }) => ({ zh: `${waits.year}年的草案在等：${waits.zh}`, en: `The draft of ${waits.year} waits: ${waits.en}` }),
  cycleAmended: () => ({ zh: '补登文件与纪要', en: 'The documents were entered' }),
  launchStarted: () => ({ zh: '开始启动', en: 'The launch began' }),
  launchFinished: ({ units }) => ({ zh: `启动完成，${units}个单位`, en: `Launched, ${units} units` }),
  advanceStarted: ({ to }) => ({ zh: `演练时钟拨向${minuteOf(to)}`, en: `The drill’s clock began to move to ${minuteOf(to)}` }),
  advanceFinished: ({ to }) => ({ zh: `演练时钟到${minuteOf(to)}`, en: `The drill’s clock stands at ${minuteOf(to)}` }),
  datesMoved: ({ duty, dueOn, document, units }) => ({ zh: `集体延期：${duty}至${dueOn}（${document.number}，${units.length}个单位）`, en: `The date of ${duty} was moved to ${dueOn} for ${units.length} units (${document.number})` }),
  calendarChanged: ({ calendar, source }) => ({ zh: `工作日历改为${calendar.version}（${source}）`, en: `The working calendar is now ${calendar.version} (${source})` }),
  pauseSet: ({ from, to, reason }) => ({ zh: `暂停：自${minuteOf(from)}${to ? `至${minuteOf(to)}` : '起'}，${reason}`, en: `A pause was set from ${minuteOf(from)}${to ? ` to ${minuteOf(to)}` : ''}: ${reason}` }),
  pauseEnded: ({ to }) => ({ zh: `暂停于${minuteOf(to)}解除`, en: `The pause was ended at ${minuteOf(to)}` }),
  closeStarted: () => ({ zh: '开始年度收尾', en: 'The close began' }),
  closeFinished: ({ units }) => ({ zh: `年度收尾完成，${units}个单位`, en: `The year was closed, ${units} units` }),
  cancelStarted: ({ reason }) => ({ zh: `取消：${reason}`, en: `Cancelled: ${reason}` }),
  cancelFinished: () => ({ zh: '取消完成', en: 'The cancellation is done' }),
  received: () => ({ zh: '收到单位的消息', en: 'A message of a unit was heard' }),
  numberGiven: ({ n, duty }) => ({ zh: `编号：第${n}号（${duty}）`, en: `Number ${n} was given (${duty})` }),
  actRefused: ({ command, code }) => ({ zh: `办理未成（${command}：${code}）`, en: `An act was refused (${command}: ${code})` }),
};

/** An event's sentence. An event of a later release is told by its type. */
export function cycleWords(event: CycleEvent): Words {
  const tell = Object.hasOwn(tellers, event.type) ? (tellers[event.type] as Teller<typeof event.type>) : null;
  return tell ? tell(event as never) : { zh: (event as { type: string }).type, en: (event as { type: string }).type };
}
