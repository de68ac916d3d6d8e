import type { Sabotage } from './scene.ts';

export const projectSabotages = {
  'late-money-own': {
    what: '把一个因资金迟到而逾期的项目的计划日期提前一天',
    mustFail: ['late-projects-by-hand'],
    async alter(scene) {
      const project = await scene.row("SELECT * FROM project WHERE cycle = ? AND code = 'MZ2026-05'", [scene.manifest.cycle]);
      return scene.change('project', ['cycle', 'code'], project, { detail: String(project['detail']).replace('"dueOn":"2026-05-15"', '"dueOn":"2026-05-14"') });
    },
  },
  'stage-earlier': {
    what: '把一个项目的立项日期改早',
    mustFail: ['projects-as-scripted'],
    async alter(scene) {
      const project = await scene.row("SELECT * FROM project WHERE cycle = ? AND code = 'MZ2026-03'", [scene.manifest.cycle]);
      return scene.change('project', ['cycle', 'code'], project, { detail: String(project['detail']).replace('"stage":"approved","on":"2026-04-02"', '"stage":"approved","on":"2026-03-27"') });
    },
  },
  'answer-earlier': {
    what: '把答复异议的日期改早，让公示早一天生效',
    mustFail: ['notices-by-hand'],
    async alter(scene) {
      const notice = await scene.row("SELECT * FROM public_notice WHERE cycle = ? AND notice = 'N1'", [scene.manifest.cycle]);
      return scene.change('public_notice', ['cycle', 'notice'], notice, { detail: String(notice['detail']).replace('"answered":{"on":"2026-04-02"', '"answered":{"on":"2026-04-01"') });
    },
  },
} as const satisfies Record<string, Sabotage>;
