import { Injectable } from '@nestjs/common';
import { spendingOfProject } from '#libs/domain/project/spending';
import type { LocalDate } from '#libs/domain/time/instant';
import { cursorOf } from '#libs/store/queries/cursor';
import type { Sight } from '#libs/store/queries/places';
import { linesByKey, projectsOf } from '#libs/store/queries/projects';
import type { SpendingFacts } from '#libs/store/queries/rates';
import { RecordAccess } from '../scope/record-access.ts';

/** Projects read at once: each brings its lines whole. */
const batch = 50;

/** What projects have spent of what came for them; told from their lines when somebody asks. */
@Injectable()
export class ProjectRates {
  constructor(private readonly record: RecordAccess) {}

  /** The projects in sight in the order of their codes: one sum for each line of a project. @returns `next`: the last code of the page, where more follow */
  async of(cycle: string, { sight, day, source, after, limit }: { sight: Sight; day: LocalDate; source?: string | undefined; after?: string | undefined; limit: number }): Promise<{ facts: SpendingFacts[]; of: Map<string, { name: string; lines: string[] }>; next: string | null }> {
    const { sql } = this.record;
    const of = new Map<string, { name: string; lines: string[] }>();
    const facts: SpendingFacts[] = [];
    for (let last = after; of.size < limit;) {
      const page = await projectsOf(sql, cycle, { sight, limit: Math.min(batch, limit - of.size), cursor: last === undefined ? undefined : cursorOf([last]) });
      const lines = await linesByKey(sql, cycle, [...new Set(page.items.flatMap(({ project }) => project.funds.map(({ line }) => line)))]);
      for (const { code, project } of page.items) {
        const sums = (project.stage === 'withdrawn' ? [] : spendingOfProject(project, lines, day)).filter(({ line }) => source === undefined || lines.get(line)?.about?.source.id === source);
        of.set(code, { name: project.about?.name ?? code, lines: sums.map(({ line }) => line) });
        facts.push(...sums.map(({ line: _line, retainedNotDue: retained, ...sum }): SpendingFacts => ({ ...sum, of: code, retained })));
        last = code;
      }
      if (page.next === null) return { facts, of, next: null };
    }
    return { facts, of, next: [...of.keys()].at(-1) ?? null };
  }
}
