import { assistant } from './orders.ts';
import { instantOf } from './script.ts';
import { coast, reorganised } from './later-quarters.ts';

/** What the script asks for although it cannot be: each is refused for what is wrong with it, and changes nothing. */
export interface Wrong {
  at: string;
  what: string;
  /** `{unit}-{post}`, the account that asks; `root-…` for the district's. */
  login: string;
  /** Below the cycle's address. */
  path: string;
  body: object;
  must: string;
}

const document = { number: '演练〔2026〕40号', title: '演练' };
const shares = (share: object): object => ({ shares: [share] });

export const wrong: readonly Wrong[] = [
  // The annual plan was due on 31 March.
  {
    at: '04-02 12:00', what: 'more time, asked for after the date', login: `${reorganised}-manager`, path: `/units/${reorganised}/obligations/annualPlan/extension`,
    body: { dueOn: '2026-05-29', reason: '计划未编', progress: '一半' }, must: '409 extensionTooLate',
  },
  { at: '04-02 12:00', what: 'a pause in the past', login: 'root-office', path: '/pauses', body: { from: instantOf('03-02 08:00'), reason: '补设' }, must: '422 pauseInPast' },
  {
    at: '03-13 12:00', what: 'targets for a unit outside the tree', login: `${reorganised}-manager`, path: `/units/${reorganised}/allocations/allocation/allocate`,
    body: shares({ unit: '440811101206', indicator: 'villageLabour', value: 90 }), must: '422 unitNotBelow',
  },
  {
    at: '03-13 12:00', what: 'a target of another unit of measure', login: `${reorganised}-manager`, path: `/units/${reorganised}/allocations/allocation/allocate`,
    body: shares({ unit: '440811100007', indicator: 'collectiveIncome', value: 90 }), must: '422 otherMeasure',
  },
  {
    at: '11-24 12:00', what: 'a calendar that makes a day both holiday and working day', login: 'root-office', path: '/calendar/preview',
    body: { year: 2027, source: '演练假设', holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }], workedWeekendDays: ['2027-01-02'] }, must: '422 calendarContradicts',
  },
  {
    at: '11-24 12:00', what: 'dates moved on a preview that no longer holds', login: 'root-head', path: '/dates',
    body: { duty: 'progress-Q4', dueOn: '2027-01-20', under: coast, document, reason: '试', preview: '0'.repeat(64) }, must: '409 previewStale',
  },
  { at: '11-24 12:00', what: 'an item of one’s own unit', login: `${assistant}-office`, path: `/units/${assistant}/reports/progress-Q3/accept`, body: {}, must: '403 notAllowed' },
  {
    at: '04-02 12:00', what: 'a request filed tomorrow', login: `${assistant}-office`, path: '/funds/L1/requests/file',
    body: { parcel: 'p2', amount: 100, payee: '某公司', on: '2026-04-03' }, must: '422 dayInFuture',
  },
  {
    at: '11-24 12:00', what: 'a voucher that stands for another payment', login: 'root-office', path: '/funds/L6/payments',
    body: { parcel: 'p1', amount: 100, payee: '某公司', voucher: '收据2026-0086', on: '2026-11-24' }, must: '409 voucherUsed',
  },
  {
    at: '11-24 12:00', what: 'a line reduced below what is spent', login: 'root-office', path: '/funds/L1/take-out',
    body: { amount: 100_000_000, on: '2026-11-24', document, why: 'reduced' }, must: '422 reductionBelowSpent',
  },
  {
    at: '04-02 12:00', what: 'a project accepted before it is finished', login: '440811D06-sectionChief', path: '/projects/MZ2026-01/accept',
    body: { on: '2026-04-02', opinion: '' }, must: '409 notPossibleNow',
  },
  {
    at: '04-02 12:00', what: 'a notice shorter than is set', login: '440811101206-clerk', path: '/public-notices',
    body: { unit: '440811101206', stage: 'before', what: '短公示', where: '公开栏', from: '2026-04-02', to: '2026-04-09' }, must: '422 noticeTooShort',
  },
  {
    at: '11-24 12:00', what: 'an objection answered twice', login: '440811101206-clerk', path: '/public-notices/N1/objections/answer',
    body: { objection: 'o1', answer: '再答', on: '2026-11-24' }, must: '409 alreadyAnswered',
  },
];

/** Once the year is closed. */
export const wrongAfterClose: readonly Omit<Wrong, 'at'>[] = [
  { what: 'an act in an ended year', login: `${reorganised}-office`, path: `/units/${reorganised}/plans/annualPlan/submit`, body: { items: [{ title: '补报', owner: '办公室', dueOn: '2027-02-26' }], text: '补报' }, must: '409 yearEnded' },
  { what: 'a year closed twice', login: 'root-office', path: '/close', body: {}, must: '409 cycleNotPossibleNow' },
];
