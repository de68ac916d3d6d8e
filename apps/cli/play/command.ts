import type { Command } from 'commander';
import { ownerUrl, readSettings } from '#libs/platform/settings';

/** `zeren play`: the demo's quarter over HTTP on the running stack, then the checks of what came of it. */
export function playCommand(program: Command): void {
  program.command('play')
    .description('演练一个季度并核对 · play a quarter of the demo, then check it')
    .option('--quarter <n>', '季度（目前为 1） · quarter, 1 for now', '1')
    .option('--short', '约十二个单位 · about twelve units')
    .option('--json <file>', '结果写入文件 · write the result as JSON')
    .option('--sabotage <name>', '改动已完成的演练，看核对能否发现；all 为全部 · alter the finished run in one way, or all')
    .action(async ({ quarter, short, json, sabotage }: { quarter: string; short?: boolean; json?: string; sabotage?: string }) => {
      if (quarter !== '1') throw new RangeError('目前只能演练第一季度：--quarter 1 · only quarter 1 can be played');
      const settings = readSettings();
      const { play } = await import('./play.ts');
      process.exitCode = await play({
        quarter: 1, short: short ?? false, json, sabotage,
        apiUrl: settings.publicUrl, mysqlUrl: ownerUrl(), database: new URL(settings.mysqlUrl).pathname.slice(1),
        temporalAddress: settings.temporalAddress, namespace: settings.temporalNamespace, smtpUrl: settings.smtpUrl,
        mailPageUrl: process.env['MAIL_PAGE_URL'] ?? '',
      });
    });
}
