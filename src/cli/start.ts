import { type App, startApp } from '../app/app.ts';
import { StartError } from '../app/settings.ts';
import { endedWords } from '../campaign/ended.ts';
import { type Config, explainProblems, readConfig } from '../config.ts';
import { BoxDamagedError } from '../journal/box/box.ts';
import { FolderLockError } from '../journal/folder-lock.ts';
import { JournalDamagedError } from '../journal/journal.ts';
import { OldFolderError } from '../journal/segments.ts';
import { createLogger } from '../log.ts';
import { RosterDamagedError } from '../roster/store.ts';
import { systemClock } from '../time/clock.ts';
import { abilitiesOf, setUpOf } from '../wecom/abilities.ts';
import { WordingError } from '../wording/wording.ts';
import type { CommandIo, Environment } from './io.ts';
import { adviceFor } from './order.ts';
import { withBar } from './progress-bar.ts';

const PARTS = { reading: '读入台账', comparing: '比对文章' } as const;

/** Runs the bot until it is told to stop, by a signal unless told otherwise. Answers the exit code. */
export async function startCommand(
  io: CommandIo,
  env: Environment,
  stop: Promise<NodeJS.Signals> = stopSignal(),
): Promise<number> {
  const read = readConfig(env);
  if (!read.ok) {
    io.err(explainProblems(read.problems));
    return 1;
  }
  const log = createLogger(read.config.logLevel);
  try {
    const app = await withBar((bar) =>
      startApp({
        config: read.config,
        clock: systemClock,
        log,
        watch: (part) => bar.stage(PARTS[part]),
      }),
    );
    for (const warning of app.warnings) log.warn(warning);
    io.out(startedText(read.config, app));
    const signal = await stop;
    log.info({ signal }, 'stopping: finishing what is in hand');
    await app.close();
    return 0;
  } catch (error) {
    io.err(reasonOf(error));
    return 1;
  }
}

/** What can be done with it now; before all else, that the campaign is over. */
function startedText({ wecom }: Config, app: App): string {
  const { url } = app;
  const { campaign, zone } = app.outlook().progress;
  const ended = endedWords(campaign, zone.dayOf(systemClock.now()));
  const addresses = [
    ...(wecom.bot.mode === 'callback' ? [`智能机器人回调 ${url}/wecom/callback`] : []),
    ...(wecom.app?.callback ? [`自建应用接收消息 ${url}/wecom/app`] : []),
    `健康检查 ${url}/healthz`,
  ];
  const abilities = abilitiesOf(wecom).map(({ what, can, how }) => `  ${can ? '✓' : '✗'} ${what}：${how}`);
  return [
    ...(ended ? [`请先看这里：${ended.what}。${ended.advice}。`] : []),
    `群学已启动：${addresses.join('，')}`,
    `接法：${setUpOf(wecom)}`,
    ...abilities,
  ].join('\n');
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

const WRONG_HOST = '监听地址不是这台机器的，没有启动。请检查 .env 里的 HOST，一般写 127.0.0.1。';
const NO_RIGHT = '没有权限读写数据目录或使用端口，没有启动。请检查 DATA_DIR 的权限和 PORT。';
const NO_FOLDER = '数据目录的位置上是一个文件，没有启动。请在 .env 里把 DATA_DIR 改成一个目录。';

const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: '端口已被占用，没有启动。请在 .env 里换一个 PORT，或停掉占用它的程序。',
  EADDRNOTAVAIL: WRONG_HOST,
  ENOTFOUND: WRONG_HOST,
  EAI_AGAIN: WRONG_HOST,
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: NO_RIGHT,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENOSPC: '磁盘满了，没有启动。请腾出空间后再启动。',
};

/** Why it does not start, for the person who installs it. Throws what nobody foresaw. */
export function reasonOf(error: unknown): string {
  if (error instanceof StartError || error instanceof FolderLockError || error instanceof OldFolderError)
    return error.message;
  if (error instanceof WordingError)
    return `话术文件有误，没有启动：templates/messages/${error.message}\n改好后再启动。`;
  if (error instanceof JournalDamagedError)
    return `台账文件损坏，没有启动：${error.message}\n请不要自行修改，从备份恢复这个文件后再启动。`;
  if (error instanceof BoxDamagedError) return `意见箱或票箱损坏，没有启动：\n${error.message}`;
  if (error instanceof RosterDamagedError)
    return `名册文件损坏，没有启动：${error.message}\n下一步：${error.advice}，然后再启动。`;
  return adviceFor(error, ADVICE);
}
