import { isIPv6 } from 'node:net';

/** Addresses that stand for every one of this machine, and the one it can call itself by. */
const ANY: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** How this machine calls a bot that listens there; undefined for port 0, which means any that is free. */
export function localUrl({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): string | undefined {
  if (port === 0) return undefined;
  const name = ANY[host] ?? host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}
