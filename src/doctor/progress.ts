/** Shows which check is running. */
export interface Progress {
  begin(name: string): void;
  end(): void;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Writes and wipes one line of a terminal; anything else than a terminal is not written to. */
export function progressOn(stream: Stream): Progress {
  if (stream.isTTY !== true) return { begin: () => {}, end: () => {} };
  return {
    begin: (name) => void stream.write(`正在检查：${name}……`),
    end: () => void stream.write('\r\u001b[K'),
  };
}
