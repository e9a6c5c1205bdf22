import { parentPort } from 'node:worker_threads';
import { make } from './make.ts';
import type { Task, TaskAnswer } from './task.ts';

parentPort?.on('message', async ({ number, order }: Task) => {
  const answer = await make(order).then(
    (content): TaskAnswer => ({ ok: true, number, content: new Uint8Array(content) }),
    (error: unknown): TaskAnswer => ({ ok: false, number, why: String(error) }),
  );
  parentPort?.postMessage(answer);
});
