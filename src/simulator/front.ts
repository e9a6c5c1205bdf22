import type { RequestListener } from 'node:http';
import { type Listening, listen, type Upgrade } from './listen.ts';

/**
 * An address that stays while the platform behind it is taken down and another one put up. Whoever asks meanwhile is kept
 * waiting, not turned away.
 */
export interface Front extends Listening {
  /** Puts a platform behind the address. Returns the way to take it down again. */
  use(handler: RequestListener, upgrade?: Upgrade): () => void;
}

interface Behind {
  readonly handler: RequestListener;
  readonly upgrade: Upgrade | undefined;
}

/** Rejects when the port is taken; 0 takes any free one. */
export async function openFront(host: string, port: number): Promise<Front> {
  let waiting = Promise.withResolvers<Behind>();
  const server = await listen(
    async (request, response) => (await waiting.promise).handler(request, response),
    host,
    port,
    async (...asked) => {
      const { upgrade } = await waiting.promise;
      if (upgrade) upgrade(...asked);
      else asked[1].destroy();
    },
  );
  return {
    ...server,
    use(handler, upgrade) {
      const behind = waiting;
      behind.resolve({ handler, upgrade });
      return () => {
        if (waiting === behind) waiting = Promise.withResolvers<Behind>();
      };
    },
  };
}
