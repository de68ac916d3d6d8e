import type { Connections } from './connections.ts';
import type { Manifest } from './expect.ts';
import { ratedDays } from './spending.ts';
import type { ShownRate, ShownRates } from './spending.ts';

/** A line as the API shows it, as far as it is checked. Amounts are fen. */
export interface ShownLine {
  line: string;
  received: number;
  held: number;
  inFlight: number;
  paid: number;
  returned: number;
  finance: { unit: string };
  parcels: { id: string; unit: string; hop: string | null; amount: number; held: number; inFlight: number; paid: number; receivedOn: string }[];
  hops: { from: string; amount: number; sentOn: string; receivedOn: string | null; status: string }[];
  payments: { parcel: string; amount: number; voucher: string; on: string }[];
  leavings: { parcel: string; amount: number; on: string }[];
  holdings: { unit: string; phase: string; amount: number; from: string; to: string | null; days: number; daysOver: number }[];
}

/** Everyone's password in the demo. */
const demoPassword = 'zeren-demo';
const tries = 5;
const atOnce = 6;

/** Each registered line, asked for as the office would: over HTTP, now. @throws Error when the API refuses */
export async function askLines({ apiUrl }: Pick<Connections, 'apiUrl'>, { root, slug, acts }: Manifest): Promise<ShownLine[]> {
  const registered = acts.filter(({ command }) => command === 'registerLine').map(({ body }) => String(body?.['line']));
  if (registered.length === 0) return [];
  const headers = await signedIn(apiUrl, `${root}-office`);
  const lines: ShownLine[] = [];
  const open = [...registered.keys()];
  const lane = async (): Promise<void> => {
    for (let n = open.shift(); n !== undefined; n = open.shift()) lines[n] = await (await answered(() => fetch(`${apiUrl}/api/v1/cycles/${slug}/funds/${registered[n]}`, { headers }))).json() as ShownLine;
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return lines;
}

/** The rates of all units, today and on some days of the past. @throws Error when the API refuses */
export async function askRates({ apiUrl }: Pick<Connections, 'apiUrl'>, manifest: Manifest): Promise<ShownRates[]> {
  if (!manifest.acts.some(({ command }) => command === 'registerLine')) return [];
  const headers = await signedIn(apiUrl, `${manifest.root}-office`);
  const shown: ShownRates[] = [];
  for (const on of ratedDays(manifest)) {
    const { items: rows } = await (await answered(() => fetch(`${apiUrl}/api/v1/cycles/${manifest.slug}/money/rates?by=unit&limit=200&on=${on}`, { headers }))).json() as { items: ShownRate[] };
    shown.push({ on, rows });
  }
  return shown;
}

/** A session's headers. */
export async function signedIn(apiUrl: string, login: string): Promise<{ cookie: string }> {
  const session = await answered(() => fetch(`${apiUrl}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password: demoPassword }) }));
  return { cookie: session.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ') };
}

/** Asks again where the server is busy, or had just closed the connection that the question went by: nothing of this changes anything. */
export async function answered(ask: () => Promise<Response>): Promise<Response> {
  for (let n = 1; ; n += 1) {
    const answer = await ask().catch((error: unknown) => { if (n === tries) throw error; return null; });
    if (answer?.ok) return answer;
    if (answer && (answer.status !== 503 || n === tries)) throw new Error(`${answer.url}: ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, 500 * n));
  }
}
