import { setImmediate as others } from 'node:timers/promises';

/** Bytes; no step of what is done with a file takes more than a few milliseconds for so many. */
const PART = 256 * 1024;

/** Contents in parts, and after so many bytes everybody else has a turn: 20 MB in one go would hold them up too long. */
export async function* inParts(...contents: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  let since = 0;
  for (const content of contents)
    for (let at = 0; at < content.length; at += PART) {
      if (since >= PART) {
        await others();
        since = 0;
      }
      const part = content.subarray(at, at + PART);
      since += part.length;
      yield part;
    }
}

/** A copy of all of them, one after the other, in memory of its own, which takes longer to get than to fill. */
export async function joined(...contents: readonly Uint8Array[]): Promise<Buffer<ArrayBuffer>> {
  const whole = Buffer.alloc(contents.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for await (const part of inParts(...contents)) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
