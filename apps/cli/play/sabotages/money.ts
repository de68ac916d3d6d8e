import type { Sabotage } from './scene.ts';

export const moneySabotages = {
  'fen-lost': {
    what: '从一个单位持有的资金中少记一分',
    mustFail: ['every-fen-each-day'],
    async alter(scene) {
      const parcel = await scene.row('SELECT * FROM funds_parcel WHERE cycle = ? AND held > 0', [scene.manifest.cycle]);
      return scene.change('funds_parcel', ['cycle', 'line', 'parcel'], parcel, { held: Number(parcel['held']) - 1 });
    },
  },
  'payment-early': {
    what: '把一笔现金支付的日期前移，看起来早已付出',
    mustFail: ['every-fen-each-day'],
    async alter(scene) {
      const line = await scene.row("SELECT * FROM funds_line WHERE cycle = ? AND kind = 'cash' AND line = 'L6'", [scene.manifest.cycle]);
      const detail = JSON.parse(String(line['detail'])) as { payments: Record<string, { on: string }> };
      for (const payment of Object.values(detail.payments)) payment.on = '2026-04-13';
      return scene.change('funds_line', ['cycle', 'line'], line, { detail: JSON.stringify(detail) });
    },
  },
  'money-hidden': {
    what: '把一笔还在手里的逾期资金改成已办',
    mustFail: ['money-at-its-door'],
    async alter(scene) {
      const row = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND kind = 'money' AND standing = 'owed'", [scene.manifest.cycle]);
      return scene.change('obligation', ['id'], row, { status: 'moved' });
    },
  },
  'money-basis-lost': {
    what: '抹去一笔在手资金时限的依据',
    mustFail: ['money-at-its-door'],
    async alter(scene) {
      const row = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND kind = 'money' AND standing = 'owed'", [scene.manifest.cycle]);
      const detail = JSON.parse(String(row['detail'])) as Record<string, unknown>;
      return scene.change('obligation', ['id'], row, { detail: JSON.stringify({ ...detail, calls: {} }) });
    },
  },
  'candidate-forgotten': {
    what: '悄悄撤下一条线索',
    mustFail: ['candidates-as-scripted'],
    async alter(scene) {
      const row = await scene.row("SELECT * FROM candidate WHERE cycle = ? AND status = 'listed'", [scene.manifest.cycle]);
      return scene.change('candidate', ['cycle', 'line', 'candidate'], row, { status: 'withdrawn' });
    },
  },
  'days-shifted': {
    what: '把一份支付申请的重报推后一天，把财政的一天记成单位的',
    mustFail: ['days-by-holder'],
    async alter(scene) {
      const line = await scene.row("SELECT * FROM funds_line WHERE cycle = ? AND source = 'province' AND line = 'L1'", [scene.manifest.cycle]);
      return scene.change('funds_line', ['cycle', 'line'], line, { detail: String(line['detail']).replace('{"act":"refile","on":"2026-04-13"}', '{"act":"refile","on":"2026-04-14"}') });
    },
  },
  'rate-touched': {
    what: '在一个单位某月的支出里少记一分',
    mustFail: ['rates-by-the-script'],
    async alter(scene) {
      const month = await scene.row('SELECT * FROM funds_month WHERE cycle = ? AND paid > 0 ORDER BY unit, month', [scene.manifest.cycle]);
      return scene.change('funds_month', ['cycle', 'unit', 'source', 'curve', 'month'], month, { paid: Number(month['paid']) - 1 });
    },
  },
} as const satisfies Record<string, Sabotage>;
