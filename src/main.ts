import { existsSync } from 'node:fs';
import { archiveCommand } from './cli/archive.ts';
import { checkCommand } from './cli/check.ts';
import { demoCommand } from './cli/demo.ts';
import { doctorCommand } from './cli/doctor.ts';
import { terminal } from './cli/io.ts';
import { rosterCommand } from './cli/roster.ts';
import { startCommand } from './cli/start.ts';
import { verifyCommand } from './cli/verify.ts';

const USAGE = `用法：
  npm start            按 .env 启动机器人
  npm run demo         不需要企业微信，在本机试用
  npm run check        检查活动文件和名册
  npm run doctor       检查和企业微信的每一种接法，不通的说明到哪里改
  npm run verify       校验台账、名册和文件有没有被改动或损坏
  npm run roster -- import 名册.xlsx   导入名册
  npm run archive -- 单位   把单位和它下级的台账装订成档案`;

/** Runs one command and answers its exit code. */
async function main([command = '', ...args]: readonly string[]): Promise<number> {
  if (command !== 'demo' && existsSync('.env')) process.loadEnvFile('.env');
  switch (command) {
    case 'start':
      return startCommand(terminal, process.env);
    case 'demo':
      return demoCommand(args, terminal);
    case 'check':
      return checkCommand(args, terminal, process.env);
    case 'doctor':
      return doctorCommand(terminal, process.env);
    case 'verify':
      return verifyCommand(args, terminal, process.env);
    case 'roster':
      return rosterCommand(args, terminal, process.env);
    case 'archive':
      return archiveCommand(args, terminal, process.env);
    default:
      terminal.err(USAGE);
      return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
