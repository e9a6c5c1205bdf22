import { existsSync } from 'node:fs';
import { terminal } from './cli/io.ts';

const USAGE = `用法：
  npm start            按 .env 启动机器人
  npm run demo         不需要企业微信，在本机试用
  npm run check        检查活动文件和名册
  npm run doctor       检查和企业微信的每一种接法，不通的说明到哪里改
  npm run verify       校验台账、名册和文件有没有被改动或损坏
  npm run roster -- import 名册.xlsx   导入名册
  npm run archive -- 单位   把单位和它下级的台账装订成档案`;

/** Runs one command, for which nothing is loaded but what it needs, and answers its exit code. */
async function main([command = '', ...args]: readonly string[]): Promise<number> {
  if (command !== 'demo' && existsSync('.env')) process.loadEnvFile('.env');
  switch (command) {
    case 'start':
      return (await import('./cli/start.ts')).startCommand(terminal, process.env);
    case 'demo':
      return (await import('./cli/demo.ts')).demoCommand(args, terminal);
    case 'check':
      return (await import('./cli/check.ts')).checkCommand(args, terminal, process.env);
    case 'doctor':
      return (await import('./cli/doctor.ts')).doctorCommand(terminal, process.env);
    case 'verify':
      return (await import('./cli/verify.ts')).verifyCommand(args, terminal, process.env);
    case 'roster':
      return (await import('./cli/roster.ts')).rosterCommand(args, terminal, process.env);
    case 'archive':
      return (await import('./cli/archive.ts')).archiveCommand(args, terminal, process.env);
    default:
      terminal.err(USAGE);
      return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
