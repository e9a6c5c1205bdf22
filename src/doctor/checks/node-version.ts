import type { Check } from '../check.ts';
import { fine, wrong } from '../finding.ts';

const MAJOR = '24';

export const nodeVersion = (running: string = process.versions.node): Check => ({
  name: 'Node 版本',
  run: async () =>
    running.split('.')[0] === MAJOR
      ? [fine(`Node ${running}`)]
      : [wrong(`现在是 Node ${running}，要用 Node ${MAJOR}`, '在程序目录里运行 npm ci，再用 npm start 启动')],
});
