import type { Sabotage } from './scene.ts';

export const standingSabotages = {
  'status-altered': {
    what: '把一份已审核的季报改成已报送',
    mustFail: ['statuses', 'read-model-equals-workflow'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND status = 'accepted'", [scene.manifest.cycle]);
      return scene.change('obligation', ['id'], obligation, { status: 'submitted' });
    },
  },
  'lapse-hidden': {
    what: '年度关闭后，把一份未报的季报改成已审核',
    isOfClosed: true,
    mustFail: ['statuses', 'read-model-equals-workflow', 'final-accounts'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND status = 'lapsed' AND policy = 'progress'", [scene.manifest.cycle]);
      return scene.change('obligation', ['id'], obligation, { status: 'accepted' });
    },
  },
  'silence-as-consent': {
    what: '把一项部门未核的数据改成已确认',
    mustFail: ['statuses', 'read-model-equals-workflow'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND status = 'unverified'", [scene.manifest.cycle]);
      return scene.change('obligation', ['id'], obligation, { status: 'confirmed' });
    },
  },
  'due-moved': {
    what: '把一项的到期日推后一天',
    mustFail: ['due-dates', 'read-model-equals-workflow'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND due_on IS NOT NULL AND standing = 'owed' AND kind <> 'money'", [scene.manifest.cycle]);
      return scene.change('obligation', ['id'], obligation, { due_on: '2026-12-31' });
    },
  },
  'basis-lost': {
    what: '抹去一项的依据',
    mustFail: ['due-dates', 'read-model-equals-workflow'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND kind <> 'money'", [scene.manifest.cycle]);
      const detail = JSON.parse(String(obligation['detail'])) as Record<string, unknown>;
      return scene.change('obligation', ['id'], obligation, { detail: JSON.stringify({ ...detail, basis: { zh: '', en: '' } }) });
    },
  },
  'light-changed': {
    what: '把一项临期的日期推后，使灯变绿',
    mustFail: ['lights', 'read-model-equals-workflow'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND standing = 'owed' AND kind <> 'money' AND waits_for = 'correct' AND due_at > ?",
        [scene.manifest.cycle, scene.manifest.clock.replace('T', ' ').replace('Z', '')]);
      return scene.change('obligation', ['id'], obligation, { near_at: '2027-12-31 00:00:00.000' });
    },
  },
  'compiled-figure-changed': {
    what: '改动年度报告中汇编的一个数',
    mustFail: ['annual-report-compiled', 'read-model-equals-workflow'],
    async alter(scene) {
      const obligation = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND policy = 'annualReport' AND JSON_LENGTH(detail, '$.compiled') > 0", [scene.manifest.cycle]);
      const detail = JSON.parse(String(obligation['detail'])) as { compiled: { value: number }[] };
      const compiled = detail.compiled.map((one, index) => (index === 0 ? { ...one, value: one.value + 1 } : one));
      return scene.change('obligation', ['id'], obligation, { detail: JSON.stringify({ ...detail, compiled }) });
    },
  },
  'task-dropped': {
    what: '从一个人的待办中删去一件',
    mustFail: ['read-model-equals-workflow'],
    alter: async (scene) => scene.remove('task', ['obligation', 'post', 'act'], await scene.row("SELECT * FROM task WHERE cycle = ? AND obligation NOT IN (SELECT id FROM obligation WHERE kind = 'money')", [scene.manifest.cycle])),
  },
  'zone-given': {
    what: '给由别处管理的单位记一份责任书',
    mustFail: ['zone-gets-nothing'],
    async alter(scene) {
      const { cycle, zone } = scene.manifest;
      const letter = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND kind = 'letter'", [cycle]);
      return scene.add('obligation', ['id'], { ...letter, id: `${cycle}/${zone[0]}/letter`, unit: zone[0] ?? '' });
    },
  },
  'share-changed': {
    what: '把一个村责任书上承接的目标数改小',
    mustFail: ['targets-passed-down', 'read-model-equals-workflow'],
    async alter(scene) {
      const letter = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND kind = 'letter' AND status = 'inForce' AND detail LIKE '%villageLabour%'", [scene.manifest.cycle]);
      const detail = JSON.parse(String(letter['detail'])) as { targets: { indicator: string; value: number }[] };
      const targets = detail.targets.map((target) => (target.indicator === 'villageLabour' ? { ...target, value: target.value - 1 } : target));
      return scene.change('obligation', ['id'], letter, { detail: JSON.stringify({ ...detail, targets }) });
    },
  },
  'paper-hidden': {
    what: '抹去一份责任书是纸质签署的标记',
    mustFail: ['signed-on-paper', 'read-model-equals-workflow'],
    async alter(scene) {
      const letter = await scene.row("SELECT * FROM obligation WHERE cycle = ? AND kind = 'letter' AND JSON_VALUE(detail, '$.signatures[0].onPaper.signedOn') IS NOT NULL", [scene.manifest.cycle]);
      const detail = JSON.parse(String(letter['detail'])) as { signatures: { onPaper?: object }[] };
      const signatures = detail.signatures.map(({ onPaper: _paper, ...signature }) => signature);
      return scene.change('obligation', ['id'], letter, { detail: JSON.stringify({ ...detail, signatures }) });
    },
  },
  'clock-moved': {
    what: '把演练的钟拨快一小时',
    mustFail: ['clock-stands'],
    async alter(scene) {
      const cycle = await scene.row('SELECT id, drill_now FROM cycle WHERE id = ?', [scene.manifest.cycle]);
      const later = new Date(Date.parse(scene.manifest.clock) + 3_600_000).toISOString();
      return scene.change('cycle', ['id'], cycle, { drill_now: later.replace('T', ' ').replace('Z', '') });
    },
  },
} as const satisfies Record<string, Sabotage>;
