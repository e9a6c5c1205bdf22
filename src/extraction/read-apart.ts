import { Worker } from 'node:worker_threads';
import { joined } from '../journal/files/in-parts.ts';
import type { FileContents } from '../records/records.ts';
import { answerOf, type Errand } from './errand.ts';
import type { Limits } from './limits.ts';
import { unread } from './unread.ts';

/** Milliseconds between two looks at a worker's memory. */
const WATCH = 50;
const MEGABYTE = 2 ** 20;
/**
 * The heap's own limit is no way to stop a worker: when one large piece of memory goes beyond it, V8 ends the whole process.
 * So it is that far away, and the watch ends the worker long before.
 */
const OUT_OF_REACH = 8;

/**
 * Reads a file in a worker of its own, which has ended when this resolves: whatever the file did there, the next one does not
 * meet it. A worker that takes too long, takes too much or is called off is ended in the middle. Never rejects.
 */
export async function readApart(
  content: Uint8Array,
  limits: Limits,
  signal: AbortSignal,
  onFault: (error: unknown) => void,
): Promise<FileContents> {
  try {
    const worker = start({ content: await joined(content), limits });
    try {
      return await answerWithin(worker, limits, signal);
    } finally {
      await worker.terminate();
    }
  } catch (error) {
    if (isOutOfMemory(error)) return unread('too-large');
    onFault(error);
    return unread('damaged');
  }
}

async function answerWithin(worker: Worker, limits: Limits, signal: AbortSignal): Promise<FileContents> {
  const { promise, resolve, reject } = Promise.withResolvers<FileContents>();
  const giveUp = (): void => resolve(unread('too-slow'));
  const timer = setTimeout(giveUp, limits.milliseconds);
  const watch = setInterval(() => watchMemory(worker, limits, () => resolve(unread('too-large'))), WATCH);
  signal.addEventListener('abort', giveUp);
  worker.once('message', (message) => resolve(Promise.try(answerOf, message)));
  worker.on('error', reject);
  worker.once('exit', (code) => reject(new Error(`a worker ended without an answer (${code})`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal.removeEventListener('abort', giveUp);
  }
}

/** It gets no environment and so no secrets, and its own copy of the content: the caller goes on using the other. */
function start(errand: Errand & { readonly content: Uint8Array<ArrayBuffer> }): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: errand,
    transferList: [errand.content.buffer],
    resourceLimits: { maxOldGenerationSizeMb: OUT_OF_REACH * errand.limits.megabytes },
    env: {},
    execArgv: [],
  });
}

async function watchMemory(worker: Worker, { megabytes }: Limits, tooMuch: () => void): Promise<void> {
  const statistics = await worker.getHeapStatistics().catch(() => undefined);
  if (!statistics) return;
  if (statistics.used_heap_size + statistics.external_memory > megabytes * MEGABYTE) tooMuch();
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
