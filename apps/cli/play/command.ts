import type { Command } from 'commander';
import { ownerUrl, readSettings } from '#libs/platform/settings';

/** `zeren play`: the demo's year over HTTP on the running stack, then the checks of what came of it. */
export function playCommand(program: Command): void {
  program.command('play')
    .description('演练一年并核对 · play a year of the demo, then check it')
    .option('--quarter <n>', '只演练第一季度：1 · the first quarter only: 1')
    .option('--short', '约二十个单位 · about twenty units')
    .option('--leave-open', '不关闭年度 · do not close the year')
    .option('--close', '关闭上次留着未关的年度并核对 · close the year that was left open, then check it')
    .option('--json <file>', '结果写入文件 · write the result as JSON')
    .option('--sabotage <name>', '改动已完成的演练，看核对能否发现；all 为全部 · alter the finished run in one way, or all')
    .option('--story <unit>', '讲述上次演练中一个单位的一年 · tell the year of one unit in the last run')
    .action(async ({ quarter, short, leaveOpen, close, json, sabotage, story }: { quarter?: string; short?: boolean; leaveOpen?: boolean; close?: boolean; json?: string; sabotage?: string; story?: string }) => {
      if (quarter !== undefined && quarter !== '1') throw new RangeError('只能单独演练第一季度：--quarter 1 · only quarter 1 can be played by itself');
      const settings = readSettings();
      const { play } = await import('./play.ts');
      process.exitCode = await play({
        until: quarter === undefined ? 'year' : 'quarter', short: short ?? false, leaveOpen, json,
        apiUrl: settings.publicUrl, mysqlUrl: ownerUrl(), database: new URL(settings.mysqlUrl).pathname.slice(1),
        temporalAddress: settings.temporalAddress, namespace: settings.temporalNamespace, smtpUrl: settings.smtpUrl,
        mailPageUrl: process.env['MAIL_PAGE_URL'] ?? '',
      }, { close, sabotage, story });
    });
}
