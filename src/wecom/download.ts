import { joined } from '../journal/files/in-parts.ts';

/** A body in the pieces it came in; undefined as soon as it is longer than `limit` bytes. Rejects when it breaks off. */
export async function piecesAtMost(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
): Promise<readonly Uint8Array[] | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.byteLength;
    if (size > limit) return undefined;
    pieces.push(piece);
  }
  return pieces;
}

/** The same in one. */
export async function readAtMost(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
): Promise<Buffer | undefined> {
  const pieces = await piecesAtMost(body, limit);
  return pieces && joined(...pieces);
}
