/** The content with each of its bytes changed in one bit, one at a time; over eight bytes it is each bit in turn. */
export function* everyByteFlipped(content: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < content.length; at++) yield flipped(content, at, at % 8);
}

/** The content with each of its bits changed, one at a time. */
export function* everyBitFlipped(content: Uint8Array): Generator<Buffer> {
  for (let bit = 0; bit < content.length * 8; bit++) yield flipped(content, bit >> 3, bit % 8);
}

function flipped(content: Uint8Array, at: number, bit: number): Buffer {
  const changed = Buffer.from(content);
  changed[at] = (content[at] ?? 0) ^ (1 << bit);
  return changed;
}
