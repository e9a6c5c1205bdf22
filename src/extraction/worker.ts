import { parentPort, workerData } from 'node:worker_threads';
import { contentsOf } from './contents.ts';
import type { Errand } from './errand.ts';

const { content, limits }: Errand = workerData;
parentPort?.postMessage(await contentsOf(content, limits));
