import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { startApp } from '../../../src/app/app.ts';
import { loadCampaign } from '../../../src/campaign/load.ts';
import { type Disk, type DiskFile, nodeDisk } from '../../../src/journal/disk.ts';
import { createLogger } from '../../../src/log.ts';
import type { WecomConfig } from '../../../src/wecom-config.ts';

// The real bot, ticks and all, on real files. The hour is the one its test wants: `ahead` milliseconds are added to the machine's
// clock. With `dieAfter` it ends, as the power does, as soon as a ledger line that holds this text has become durable.
const order = z
  .strictObject({
    dataFolder: z.string(),
    wecom: z.custom<WecomConfig>((value) => typeof value === 'object' && value !== null),
    ahead: z.number(),
    dieAfter: z.string().nullable(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

function mortal(file: DiskFile, text: string): DiskFile {
  let written = '';
  return {
    ...file,
    write(bytes, position) {
      written = Buffer.from(bytes).toString();
      return file.write(bytes, position);
    },
    async datasync() {
      await file.datasync();
      if (written.includes(text)) process.kill(process.pid, 'SIGKILL');
    },
  };
}

const { dieAfter } = order;
const disk: Disk =
  dieAfter === null
    ? nodeDisk
    : { ...nodeDisk, open: async (path, mode) => mortal(await nodeDisk.open(path, mode), dieAfter) };
const loaded = loadCampaign(await readFile('test/support/campaigns/study.yaml', 'utf8'), {
  file: 'study.yaml',
});
if (!loaded.ok) throw new Error('the sample campaign has mistakes');
const app = await startApp({
  config: {
    host: '127.0.0.1',
    port: 0,
    dataFolder: order.dataFolder,
    campaignFile: '',
    zone: 'Asia/Shanghai',
    logLevel: 'silent',
    wecom: order.wecom,
  },
  clock: { now: () => Date.now() + order.ahead },
  log: createLogger('silent'),
  campaign: loaded.campaign,
  disk,
});
process.stdout.write(`ready ${app.url}\n`);
