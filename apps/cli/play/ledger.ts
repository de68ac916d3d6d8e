import type { OwingUnit } from './checks/expect.ts';
import { courses } from './money-courses.ts';
import type { Course, CourseName, CourseStep, Place } from './money-courses.ts';
import type { MoneyMove } from './money.ts';

/**
 * The year's small allocations: what the six sources give beyond the six large ones of `money.ts`, split over towns, farm,
 * villages and departments. All but those that fork or were carried over come by the ledger that the office brings; each goes
 * one of the courses.
 *
 * The same units give the same lines: amounts are drawn by a generator that is written down here.
 */
export interface SmallLine {
  line: string;
  course: CourseName;
  places: Readonly<Record<Place, string>>;
  source: keyof typeof left;
  document: { number: string; title: string };
  purpose: string;
  /** Fen; whole thousands of yuan. */
  amount: number;
  /** Its row in the ledger as a sheet counts them; null where it was registered by itself. */
  row: number | null;
  /** For how many years running it was carried over. */
  carried: 0 | 1 | 2;
}

/** A line of the year before, as its year left it. */
export interface CarriedFrom {
  cycle: string;
  line: string;
}

/** What is left of each source's sum (万元) after the six large allocations: with them 7,346 in all. */
const left = { centre: 360, province: 2_650, paired: 800, city: 100, district: 350, raised: 50 } as const;
const sources: Readonly<Record<keyof typeof left, { name: string; number: (n: number) => string; title: string }>> = {
  centre: { name: '中央财政资金', number: (n) => `湛麻财农〔2026〕${50 + n}号`, title: '关于下达2026年中央财政衔接资金的通知（演练）' },
  province: { name: '省级驻镇帮镇扶村资金', number: (n) => `粤财农〔2026〕${20 + n}号`, title: '关于下达2026年省级驻镇帮镇扶村资金的通知（演练）' },
  paired: { name: '对口帮扶市资金', number: (n) => `穗协作函〔2026〕${20 + n}号`, title: '关于拨付2026年对口帮扶资金的函（演练）' },
  city: { name: '市级财政资金', number: (n) => `湛财农〔2026〕${60 + n}号`, title: '关于下达市级衔接资金的通知（演练）' },
  district: { name: '区级财政资金', number: (n) => `湛麻财农〔2026〕${80 + n}号`, title: '关于安排区级衔接资金的通知（演练）' },
  raised: { name: '自筹与捐赠', number: (n) => `捐赠协议〔2026〕${10 + n}号`, title: '爱心企业捐赠协议（演练）' },
};
const works = ['村道硬化', '路灯安装', '灌溉水渠整修', '农田排灌', '饮水管网', '污水支管', '垃圾收集点', '文化活动中心', '村容整治', '危桥加固', '冷库建设', '农机购置', '种苗补助', '鱼塘清淤', '加工车间', '光伏维护', '公厕改造', '防洪堤修补', '茶园改造', '晒场建设'];
const grants = ['务工交通补贴', '公益岗位补贴', '小额信贷贴息', '雨露计划补助', '产业奖补', '临时救助'];

const root = '440811';
/** At noon of the second day of April: the script stops there, and nobody is told anything. */
export const broughtAt = '04-02 12:00';
const firstSmall = 7;
const demoUnits = 100;
const rowsPerDocument = 15;

/** Villages that get none: one has no clerk to record money; the other owes nothing else, and may be done with its year when an order about money would come. */
const spared = new Set(['440811102207', '440811100209']);
/** Paused for a week in July, when nothing would be drafted to it: only what is over by then goes there. */
const paused = '440811F01';
const overByJuly = new Set<CourseName>(['smooth', 'smoothToVillage', 'refiled', 'onCard', 'reduced', 'cash']);

/** Draws numbers up to a bound, always the same. */
function drawing(): (bound: number) => number {
  let state = 2026;
  return (bound) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % bound;
  };
}

/** Takes one after the other of a list, from the first again after the last. */
function inTurn<T>(list: readonly T[]): () => T {
  let n = 0;
  return () => list[n++ % list.length] as T;
}

interface Draft extends Pick<SmallLine, 'course' | 'places' | 'source' | 'purpose'> {
  weight: number;
}

export function smallLines(units: readonly OwingUnit[]): SmallLine[] {
  const size = units.length > demoUnits ? 0 : 1;
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const courseOf = Object.entries<Course>(courses).flatMap(([name, { lines }]) => Array.from({ length: lines[size] }, () => name as CourseName));
  const ofYear = courseOf.filter((name) => yearsOf(name) === 0);
  const [work, grant] = [inTurn(works), inTurn(grants)];
  const [placesOf, sourceOf, draw] = [placing(units), sharing(ofYear.length), drawing()];
  const draft = (course: CourseName, source: Draft['source']): Draft => ({ course, places: placesOf(course), source, purpose: 'payee' in courses[course] ? grant() : work(), weight: 4 + draw(27) });
  const drafts = ofYear.map((course) => draft(course, sourceOf(course)));
  const carried = courseOf.filter((name) => yearsOf(name) > 0).map((course) => draft(course, 'province'));
  const amounts = new Map([
    ...order.flatMap((source) => shares(left[source], drafts.filter((one) => one.source === source))),
    ...carried.map((one) => [one, one.weight * 1_000_000] as const),
  ]);
  const byHand = [...drafts.filter(({ course }) => isForked(course)), ...carried];
  // As a ledger has them: by source, each with its documents.
  const inBook = drafts.filter(({ course }) => !isForked(course)).sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
  const countOf = counting();
  let row = 2;
  let last = '';
  return [...byHand, ...inBook].map((one, n): SmallLine => {
    const { course, places, source } = one;
    const isInBook = n >= byHand.length;
    // Between two sources stands the subtotal of the first.
    if (isInBook && last !== '' && last !== source) row += 1;
    if (isInBook) [last, row] = [source, row + 1];
    const years = yearsOf(course);
    const of = `${source} ${years}`;
    const what = `${names.get(places.unit) ?? ''}${one.purpose}`;
    const batch = 1 + countOf(what);
    const { number, title } = sources[source];
    const yearly = (text: string): string => text.replaceAll('2026', String(2026 - years));
    return {
      line: `L${firstSmall + n}`, course, places, source, document: { number: yearly(number(1 + Math.floor(countOf(of) / rowsPerDocument))), title: yearly(title) },
      purpose: batch === 1 ? what : `${what}（第${batch}批）`, amount: amounts.get(one) ?? 0, row: isInBook ? row : null, carried: years,
    };
  });
}

const order = Object.keys(left) as Draft['source'][];
const yearsOf = (course: CourseName): 0 | 1 | 2 => (courses[course] as Course).carried ?? 0;
const isForked = (course: CourseName): boolean => courses[course].way === 'villages';

/** How often a name was counted before. */
function counting(): (name: string) => number {
  const counts = new Map<string, number>();
  return (name) => {
    const n = counts.get(name) ?? 0;
    counts.set(name, n + 1);
    return n;
  };
}

/** A line's places: towns and villages in turn, each course by itself, so that none goes to one village alone. */
function placing(units: readonly OwingUnit[]): (course: CourseName) => SmallLine['places'] {
  const towns = units.filter(({ type }) => type === 'township');
  const villages = units.filter(({ id, type }) => type === 'village' && !spared.has(id));
  const departments = units.filter(({ id, type }) => type === 'department' && ['440811D02', '440811D05'].includes(id));
  const farms = units.filter(({ type }) => type === 'farm');
  const turns = new Map<string, () => OwingUnit>();
  const next = (name: string, list: readonly OwingUnit[]): OwingUnit => {
    const turn = turns.get(name) ?? inTurn(list);
    turns.set(name, turn);
    return turn();
  };
  return (course) => {
    const { way } = courses[course];
    const isOver = overByJuly.has(course);
    if (way === 'town') {
      const { id } = next(`${way} ${course}`, [...towns, ...(isOver ? farms : []), ...(course === 'onCard' ? departments : [])]);
      return { district: root, town: id, unit: id, other: id };
    }
    const { id, superior } = next(`village ${isOver}`, villages.filter((one) => isOver || one.superior !== paused));
    const beside = villages.find((one) => one.superior === superior && one.id !== id);
    return { district: root, town: superior, unit: id, other: way === 'villages' ? beside?.id ?? id : id };
  };
}

/** Which source a line is of: raised money goes its own course, the others get as many lines as their sums ask for. */
function sharing(lines: number): (course: CourseName) => SmallLine['source'] {
  const public_ = Object.entries(left).filter(([source]) => source !== 'raised');
  const whole = public_.reduce((sum, [, amount]) => sum + amount, 0);
  const given = new Map<string, number>();
  return (course) => {
    if ('kind' in courses[course]) return 'raised';
    const [source] = public_.map(([name, amount]) => [name, given.has(name) ? amount / whole - (given.get(name) ?? 0) / lines : 2] as const).reduce((most, one) => (one[1] > most[1] ? one : most));
    given.set(source, (given.get(source) ?? 0) + 1);
    return source as SmallLine['source'];
  };
}

/** A sum by weight, in thousands of yuan; the last gets what is left. */
function shares<T extends { weight: number }>(wan: number, lines: readonly T[]): [T, number][] {
  const tenths = wan * 10;
  const weights = lines.reduce((sum, { weight }) => sum + weight, 0);
  let rest = tenths;
  return lines.map((one, n) => {
    const part = n === lines.length - 1 ? rest : Math.floor((tenths * one.weight) / weights);
    rest -= part;
    return [one, part * 100_000];
  });
}

/** The ledger as the office keeps it in a sheet: by source with subtotals, a total, days typed in three ways. */
export function ledgerTable(lines: readonly SmallLine[], units: readonly OwingUnit[]): string {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const rows = [['2026年度衔接资金台账（演练）', ...Array<string>(11).fill('')], ['序号', '资金来源', '文件文号', '文件名称', '项目名称', '金额（万元）', '到账日期', '使用单位代码', '使用单位', '下达时限', '支付时限', '支付对象', '资金形式']];
  const sum = (name: string, of: readonly SmallLine[]): string[] => ['', name, '', '', '', wan(of.reduce((all, { amount }) => all + amount, 0)), '', '', '', '', '', '', ''];
  const inBook = lines.filter(({ row }) => row !== null);
  inBook.forEach(({ course, source, document, purpose, amount, places }, n) => {
    const { receivedOn, passOnTerm, useTerm = '', payee, kind } = courses[course] as Course;
    const before = inBook[n - 1];
    if (before && before.source !== source) rows.push(sum('小计', inBook.filter((one) => one.source === before.source)));
    rows.push([String(n + 1), sources[source].name, document.number, document.title, purpose, wan(amount), typed(receivedOn, n), places.unit, names.get(places.unit) ?? '', passOnTerm, useTerm, payee ? '一卡通' : '施工单位', kind ? '现金' : '指标']);
  });
  rows.push(sum('小计', inBook.filter(({ source }) => source === inBook.at(-1)?.source)), sum('合计', inBook));
  return `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;
}

const wan = (amount: number): string => String(amount / 1_000_000);

function typed(day: string, n: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return [`${year}.${month}.${date}`, `${year}年${month}月${date}日`, `${month}月${date}日`][n % 3] ?? '';
}

const route = ({ course, places: { district, town, unit, other } }: SmallLine): { unit: string; from: string | null }[] => {
  const { way } = courses[course];
  return [{ unit: district, from: null }, ...(way === 'town' ? [] : [{ unit: town, from: district }]), { unit, from: way === 'town' ? district : town }, ...(way === 'villages' ? [{ unit: other, from: town }] : [])];
};

/** What is known of a line at its registration, and of which course it goes: for the checks. */
export const toldOf = (one: SmallLine): Readonly<Record<string, unknown>> => ({
  line: one.line, course: one.course, places: one.places, source: one.source, amount: one.amount, receivedOn: courses[one.course].receivedOn, route: route(one),
  ...(one.carried === 1 && { lies: one.places.unit }),
});

type Units = readonly OwingUnit[];

const keeperOf = (units: Units) => (unit: string): string => {
  const type = units.find(({ id }) => id === unit)?.type;
  return `${unit}/${type === 'village' ? 'clerk' : type === 'department' ? 'sectionChief' : 'office'}`;
};

/** An allocation as it is entered by hand, in this year or in the one it comes from. */
export const registrationOf = (one: SmallLine): Readonly<Record<string, unknown>> => {
  const { receivedOn, passOnTerm } = courses[one.course] as Course;
  return {
    document: one.document, source: one.source, kind: 'budget', payee: 'contractor', purpose: one.purpose, amount: one.amount, receivedOn, route: route(one),
    terms: [{ of: 'passOn', within: { days: 30, counted: 'natural' }, says: passOnTerm }],
  };
};

/**
 * All that is done with the small lines, in the order of time; those of the ledger are registered by bringing it.
 *
 * @param from of each line that was carried over, the one it comes from
 */
export function smallMoves(lines: readonly SmallLine[], units: Units, from: ReadonlyMap<string, CarriedFrom>): MoneyMove[] {
  return lines.flatMap((one): MoneyMove[] => {
    const moves = movesOf(one, courses[one.course].steps, units);
    if (one.row !== null) return moves;
    const carriedFrom = from.get(one.line);
    return [{ at: broughtAt, line: one.line, by: keeperOf(units)(root), act: 'registerLine', body: { ...registrationOf(one), ...(carriedFrom && { carriedFrom }) }, told: toldOf(one) }, ...moves];
  }).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Steps as one line goes them. */
export function movesOf(one: SmallLine, steps: readonly CourseStep[], units: Units): MoneyMove[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const keeper = keeperOf(units);
  return steps.map((step): MoneyMove => ({ at: step.at, line: one.line, by: step.by === 'finance' ? '440811D01/sectionChief' : keeper(one.places[step.by]), act: step.act, ...said(one, step, names) }));
}

/** A step in this line's own words: amounts, places, payee and voucher. */
function said(one: SmallLine, { act, body, isListed }: CourseStep, names: ReadonlyMap<string, string>): Pick<MoneyMove, 'body' | 'listed'> {
  const isCard = 'payee' in courses[one.course];
  const nth = Number(one.line.slice(1));
  const payee = isCard ? `${names.get(one.places.unit) ?? ''}脱贫户（一卡通${nth}批）` : `湛江某工程有限公司第${nth}项目部`;
  const payees = isCard ? { payees: 20 + (nth % 180) } : {};
  const filled = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, fill(one, value)]));
  switch (act) {
    case 'fileRequest':
      return { body: { ...filled, payee } };
    case 'payRequest':
      return { body: { ...filled, voucher: `国库支付〔2026〕${1_000 + nth}-${String(body['request']).slice(1)}号`, ...payees }, ...(isListed && { listed: { payee, amount: one.amount } }) };
    case 'catchUpPayment':
      return { body: { ...filled, payee, voucher: `国库支付〔2026〕${1_000 + nth}-0号`, payees: 1 }, listed: { payee, amount: Number(filled['amount']), unit: names.get(one.places.unit) ?? '', documentNumber: one.document.number } };
    case 'recordPayment':
      return { body: { ...filled, payee, voucher: `收据2026-${1_000 + nth}` } };
    default:
      return { body: filled };
  }
}

function fill(one: SmallLine, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => fill(one, each));
  if (typeof value === 'string') return Object.hasOwn(one.places, value) ? one.places[value as Place] : value;
  if (typeof value !== 'object' || value === null) return value;
  if ('percent' in value) return (one.amount / 100) * Number(value.percent);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(one, each)]));
}
