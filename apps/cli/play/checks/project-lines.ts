import type { Connections } from './connections.ts';
import type { Manifest } from './expect.ts';
import { answered, signedIn } from './money-lines.ts';

/** A project as the API shows it, as far as it is checked. */
export interface ShownProject {
  code: string;
  unit: string;
  stage: string;
  cost: number;
  funds: { line: string; amount: number }[];
  stages: { stage: string; on: string }[];
  milestones: { id: string; dueOn: string | null; originalDueOn: string | null; reachedOn: string | null; photos: unknown[] }[];
  late: { milestone: string; days: number; own: number; byMoney: { line: string; unit: string; from: string; to: string; days: number }[] }[];
}

/** A public notice likewise. */
export interface ShownNotice {
  notice: string;
  unit: string;
  countsFrom: string;
  until: string;
  counted: boolean;
  countedOn: string | null;
  missing: { code: string }[];
}

export interface ShownProjects {
  projects: ShownProject[];
  notices: ShownNotice[];
  /** Projects of which nothing is shown in public: `{code} {before|after}`. */
  lacking: string[];
}

/** Each project and notice of the script, asked for as the office would: over HTTP, now. @throws Error when the API refuses */
export async function askProjects({ apiUrl }: Pick<Connections, 'apiUrl'>, { root, slug, acts }: Manifest): Promise<ShownProjects> {
  const given = (command: string): string[] => acts.filter((act) => act.command === command).map(({ body }) => String(body?.['key']));
  const [codes, keys] = [given('proposeProject'), given('postNotice')];
  if (codes.length + keys.length === 0) return { projects: [], notices: [], lacking: [] };
  const headers = await signedIn(apiUrl, `${root}-office`);
  const read = async <T>(path: string): Promise<T> => await (await answered(() => fetch(`${apiUrl}/api/v1/cycles/${slug}${path}`, { headers }))).json() as T;
  const shown: ShownProjects = { projects: [], notices: [], lacking: [] };
  for (const code of codes) shown.projects.push(await read(`/projects/${code}`));
  for (const key of keys) shown.notices.push(await read(`/public-notices/${key}`));
  for (let next: string | null = ''; next !== null;) {
    const page: { items: { of: { project?: string }; stage: string }[]; next: string | null } = await read(`/public-notices/lacking?limit=200${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`);
    // Money without a project lacks its notice by itself.
    shown.lacking.push(...page.items.flatMap(({ of, stage }) => (of.project === undefined ? [] : [`${of.project} ${stage}`])));
    next = page.next;
  }
  return shown;
}
