import type { Logger } from '../../log.ts';

/** The form of logger the SDK takes. */
interface SdkLogger {
  debug(): void;
  info(): void;
  warn(message: string): void;
  error(message: string): void;
}

/** How lines of the SDK begin that are worth telling, and what is told instead. */
const WORDS: readonly (readonly [string, string])[] = [
  ['No heartbeat ack received', 'WeCom does not answer heartbeats'],
  ['Heartbeat ack error', 'WeCom refuses heartbeats'],
  ['Failed to send heartbeat', 'a heartbeat could not be sent'],
  ['Failed to parse WebSocket message', 'a frame could not be read'],
  ['Failed to handle message', 'a frame could not be handled'],
  ['Received invalid message format', 'a callback without a kind was left out'],
  ['Received unknown frame', 'a frame came that nothing was waiting for, such as a late acknowledgement'],
];

/** The SDK puts addresses and whole messages into its lines, so none of them is passed on as it is. */
export function sdkLog(log: Logger): SdkLogger {
  const tell = (message: string): void => {
    const known = WORDS.find(([beginning]) => message.startsWith(beginning));
    if (known) log.warn(known[1]);
  };
  return { debug: () => {}, info: () => {}, warn: tell, error: tell };
}
