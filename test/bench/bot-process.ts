import { startApp } from '../../src/app.ts';
import { TravellingClock } from '../../src/demo/clock.ts';
import { createLogger } from '../../src/log.ts';
import { answerParent } from './child.ts';
import { BOT_NAME, MORNING, SECRETS } from './wire.ts';

// The bot as it runs for a county, on the data folder given. It does not tick by itself, for whatever a tick decides would
// fall into one round and not into the next.
const [folder = '', campaignFile = ''] = process.argv.slice(2);
const app = await startApp({
  config: {
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    campaignFile,
    zone: 'Asia/Shanghai',
    logLevel: 'info',
    wecom: { ...SECRETS, botNames: [BOT_NAME], apiBase: 'http://127.0.0.1:9' },
  },
  clock: new TravellingClock(MORNING),
  log: createLogger('info'),
  ticks: false,
});
answerParent(() => ({ url: `${app.url}/wecom/callback`, cpu: process.cpuUsage() }));
