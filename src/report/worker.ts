import { parentPort } from 'node:worker_threads';
import type { Order } from './draft.ts';
import { make } from './make.ts';
import type { TaskAnswer } from './task.ts';

parentPort?.on('message', async (order: Order) => {
  const answer = await make(order).then(
    (content): TaskAnswer => ({ ok: true, content: new Uint8Array(content) }),
    (error: unknown): TaskAnswer => ({ ok: false, why: String(error) }),
  );
  parentPort?.postMessage(answer);
});
