import { setImmediate as others } from 'node:timers/promises';

/** Bytes; no step of what is done with a file takes more than a few milliseconds for so many. */
const PART = 256 * 1024;

/** Content in parts, and between any two everybody else has a turn: 20 MB in one go would hold them up too long. */
export async function* inParts(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += PART) {
    if (at > 0) await others();
    yield content.subarray(at, at + PART);
  }
}
