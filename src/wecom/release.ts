import { isMarkedAsUntransferable } from 'node:worker_threads';

/**
 * Gives memory back that nobody looks at any more. Left to the garbage collector it stays until there are 64 MB of it, and then
 * the collector goes through everything in memory, which holds everybody up.
 */
export function release({ buffer }: Uint8Array): void {
  // Small buffers share the memory of Node's pool, which is marked so.
  if (buffer instanceof ArrayBuffer && !isMarkedAsUntransferable(buffer)) buffer.transfer(0);
}
