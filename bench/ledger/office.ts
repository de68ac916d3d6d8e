import { randomUUID } from 'node:crypto';
import writeSheet from 'write-excel-file/node';
import type { Organisation } from '#libs/contracts/policy';

const places = ['township', 'farm', 'village'];

/** A ledger as finance keeps it: title, headings, a subtotal every hundred rows, and a total; amounts in 万元, days typed in several ways. */
export async function ledgerSheet({ units }: Organisation, sources: readonly string[], lines: number): Promise<Buffer> {
  const using = units.filter(({ type, administeredBy }) => places.includes(type) && !administeredBy);
  const rows: (string | number | null)[][] = [['2026年资金台账'], ['序号', '资金来源', '文件文号', '文件名称', '项目名称', '金额（万元）', '到账日期', '使用单位代码', '使用单位', '下达时限', '支付对象', '备注']];
  let [part, all] = [0, 0];
  for (let n = 1; n <= lines; n += 1) {
    const unit = using[n % using.length];
    const fen = 1_000_000 + n * 137;
    [part, all] = [part + fen, all + fen];
    const day = 1 + (n % 28);
    rows.push([
      n, sources[n % sources.length] ?? '', `某财农〔2026〕${Math.ceil(n / 20)}号`, '关于下达2026年资金的通知', `项目${n}`, fen / 1_000_000, n % 2 === 0 ? `2026.1.${day}` : `2026年1月${day}日`, unit?.id ?? '', unit?.name ?? '',
      n % 3 === 0 ? '收到后30日内下达' : null, n % 5 === 0 ? '一卡通' : null, null,
    ]);
    if (n % 100 === 0) {
      rows.push([null, '小计', null, null, null, part / 1_000_000, null, null, null, null, null, null]);
      part = 0;
    }
  }
  rows.push([null, '合计', null, null, null, all / 1_000_000, null, null, null, null, null, null]);
  return writeSheet(rows.map((row) => row.map((value) => (value === null ? null : { value }))) as never).toBuffer();
}

interface Check { hash: string; isPossible: boolean; new: number; unchanged: number }
interface State { import: string; state: string; done: number; of: number; failed: unknown[] }

/** Whoever registers allocations, at the office's API as a browser would be. */
export class Registrar {
  private slug = '';

  private constructor(private readonly api: string, private readonly cookie: string, private readonly csrf: string) {}

  static async signIn(api: string, login: string, password: string): Promise<Registrar> {
    const answer = await fetch(`${api}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password }) });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    return new Registrar(api, answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '), (await answer.json() as { csrf: string }).csrf);
  }

  /** A drill of the year, in the middle of February. */
  async launch(pack: string): Promise<void> {
    const document = { number: '测量〔2026〕1号', title: '测量' };
    const json = (body: object): [string, string] => ['application/json', JSON.stringify(body)];
    const { obligation } = await this.ask<{ obligation: string }>('/cycles', ...json({ pack, year: 2026, drillFrom: '2026-02-16T01:00:00.000Z', requiredBy: document, approvedBy: document }));
    this.slug = obligation.replaceAll('/', '-');
    await this.ask(`/cycles/${this.slug}/launch`, ...json({}));
    while ((await this.ask<{ status: string }>(`/cycles/${this.slug}`)).status !== 'open') await new Promise((resolve) => { setTimeout(resolve, 200); });
  }

  check(sheet: Buffer): Promise<Check> {
    return this.ask(`/cycles/${this.slug}/money/ledger/check`, 'application/octet-stream', sheet);
  }

  import(sheet: Buffer, preview: string): Promise<State> {
    return this.ask(`/cycles/${this.slug}/money/ledger/import?preview=${preview}`, 'application/octet-stream', sheet);
  }

  async untilRegistered(id: string, lines: number): Promise<void> {
    for (;;) {
      const { done, failed } = await this.ask<State>(`/cycles/${this.slug}/money/ledger/imports/${id}`);
      if (failed.length > 0) throw new Error(`not registered: ${JSON.stringify(failed[0])}`);
      if (done >= lines) return;
      await new Promise((resolve) => { setTimeout(resolve, 500); });
    }
  }

  async export(): Promise<void> {
    const answer = await fetch(`${this.api}/cycles/${this.slug}/money/export?of=ledger`, { headers: { cookie: this.cookie } });
    if (!answer.ok) throw new Error(`export: ${answer.status}`);
    await answer.arrayBuffer();
  }

  private async ask<T>(path: string, type?: string, body?: string | Buffer): Promise<T> {
    const headers = { cookie: this.cookie, 'x-csrf-token': this.csrf, 'idempotency-key': randomUUID(), ...(type ? { 'content-type': type } : {}) };
    const answer = await fetch(`${this.api}${path}`, body === undefined ? { headers } : { method: 'POST', headers, body: body as BodyInit });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return await answer.json() as T;
  }
}
