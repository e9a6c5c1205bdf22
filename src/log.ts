import { type Logger, pino } from 'pino';

export type { Logger };

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** JSON lines on standard output. Whatever is named like a secret or like something a person wrote is blanked out. */
export function createLogger(level: LogLevel, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: ['token', 'secret', 'key', 'aesKey', 'webhook', 'url', 'text', 'body', 'content'].flatMap(
        (name) => [name, `*.${name}`],
      ),
      censor: '[hidden]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
