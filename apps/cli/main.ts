import { Command } from 'commander';
import { readSettings, SettingMissing } from '#libs/platform/settings';
import { playCommand } from './play/command.ts';

/** `zeren …`: what an administrator of the installation does from a shell. Each command loads only what it needs. */
const program = new Command('zeren').description('责任年：签订、报送、催办 · runs a responsibility year');

program.command('setup')
  .description('建库、升级、授权，装入演示单位 · bring the record up to date')
  .option('--demo', '装入演示（默认） · with the demo, as by default')
  .option('--empty', '不装入演示 · without the demo')
  .option('--pack <id>', '演示所用政策包 · the demo’s pack', process.env['ZEREN_DEMO_PACK'])
  .action(async ({ empty, pack }: { empty?: boolean; pack?: string }) => {
    const { setUp } = await import('./setup.ts');
    const { demoPack } = await import('./demo-pack.ts');
    await setUp({ demo: !empty, pack: pack ?? await demoPack() });
  });

const policy = program.command('policy').description('政策包 · policy packs');
policy.command('check [folder...]')
  .description('检查政策包 · check packs: file, line, reason')
  .action(async (folders: string[]) => {
    const { policyCheck } = await import('./policy/check.ts');
    process.exitCode = await policyCheck(folders);
  });

policy.command('show [pack]')
  .description('列出政策包的事项、设定和问责，各附依据 · what a pack comes to, each with its basis')
  .action(async (pack?: string) => {
    const { policyShow } = await import('./policy/show.ts');
    const { demoPack } = await import('./demo-pack.ts');
    await policyShow(pack ?? await demoPack());
  });

program.command('rehearse')
  .description('预演：无人办理时会怎样，哪里走不通 · what a year would be if nobody acted')
  .option('--pack <id>', '政策包 · the pack')
  .option('--year <year>', '年度 · the year', Number, 2026)
  .option('--on <date>', '启动日期 · the day of the launch', '2026-02-02')
  .option('--json <file>', '写成 JSON · as JSON')
  .action(async ({ pack, ...options }: { pack?: string; year: number; on: string; json?: string }) => {
    const { rehearsePack } = await import('./rehearse/rehearse.ts');
    const { demoPack } = await import('./demo-pack.ts');
    process.exitCode = await rehearsePack({ pack: pack ?? await demoPack(), ...options });
  });

program.command('recount')
  .description('重新汇总各单位下级的事项与灯 · recount what stands below each unit')
  .action(async () => {
    const { recount } = await import('./recount.ts');
    await recount();
  });

playCommand(program);

program.command('histories')
  .description('留存演练的流程历史，供重放核对 · keep histories of the play for the replay gate')
  .option('--to <folder>', '存放处 · where they are kept', 'tests/histories')
  .option('--also <folder>', '另有历史的文件夹 · a folder with more of them')
  .action(async (options: { to: string; also?: string }) => {
    const { histories } = await import('./histories/histories.ts');
    process.exitCode = await histories(options, readSettings());
  });

program.command('doctor')
  .description('体检：在运行什么、缺什么、账本是否完整 · what runs, what is missing, whether the journal is whole')
  .option('--json', '以 JSON 输出 · as JSON')
  .option('--sample <streams>', '只核对这么多条流 · compare only so many streams', Number)
  .action(async ({ json, sample }: { json?: boolean; sample?: number }) => {
    const { doctor } = await import('./doctor/doctor.ts');
    process.exitCode = await doctor({ json: json ?? false, ...(sample === undefined ? {} : { sample }) });
  });

try {
  await program.parseAsync();
} catch (error) {
  if (process.env['ZEREN_DEBUG']) throw error;
  const { message, code } = error as { message?: string; code?: string };
  console.error(error instanceof SettingMissing ? error.message : `未完成：${message ?? String(error)}${code ? `（${code}）` : ''}`);
  process.exitCode = 1;
}
