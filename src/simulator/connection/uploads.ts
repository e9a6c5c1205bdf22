import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Clock, MINUTE } from '../../time/clock.ts';
import { Kept } from '../kept.ts';
import { checkSize, MediaStore } from '../media-store.ts';
import { pictureType } from '../pictures.ts';
import type { Rate } from '../rate.ts';
import { check, Refusal } from '../refusal.ts';

const SESSION_LIFE = 30 * MINUTE;
const CHUNK_BYTES = 512 * 1024;
const MOST_CHUNKS = 100;

const Init = z.strictObject({
  type: z.enum(['image', 'file']),
  filename: z
    .string()
    .min(1)
    .refine((name) => Buffer.byteLength(name) <= 256),
  total_size: z.int().min(1),
  total_chunks: z.int().min(1).max(MOST_CHUNKS),
  md5: z
    .string()
    .regex(/^[0-9a-f]{32}$/i)
    .optional(),
});
const Chunk = z.strictObject({
  upload_id: z.string(),
  chunk_index: z.int().min(0),
  base64_data: z.base64().min(1),
});
const Finish = z.strictObject({ upload_id: z.string() });

interface Session {
  readonly init: z.infer<typeof Init>;
  readonly chunks: Map<number, Buffer>;
}

/** What a bot uploads over its connection, piece by piece: https://developer.work.weixin.qq.com/document/path/101463 */
export class Uploads {
  readonly #rate: Rate;
  readonly #sessions: Kept<Session>;
  readonly #media: MediaStore;

  /** `rate` counts the uploads of the bot. */
  constructor(clock: Clock, rate: Rate) {
    this.#rate = rate;
    this.#sessions = new Kept(clock, SESSION_LIFE);
    this.#media = new MediaStore(clock);
  }

  init(body: unknown): { readonly upload_id: string } {
    const init = check(Init, body);
    checkSize(init.type, init.total_size);
    this.#rate.count('uploads');
    return { upload_id: this.#sessions.add({ init, chunks: new Map() }) };
  }

  /** In any order; what came before is not looked at again. */
  chunk(body: unknown): undefined {
    const { upload_id, chunk_index, base64_data } = check(Chunk, body);
    const { init, chunks } = this.#session(upload_id);
    const bytes = Buffer.from(base64_data, 'base64');
    if (chunk_index >= init.total_chunks) throw new Refusal(40058, 'invalid chunk_index');
    if (bytes.length > CHUNK_BYTES) throw new Refusal(40058, `a chunk may have ${CHUNK_BYTES} bytes`);
    if (!chunks.has(chunk_index)) chunks.set(chunk_index, bytes);
  }

  finish(body: unknown): object {
    const { upload_id } = check(Finish, body);
    const { init, chunks } = this.#session(upload_id);
    const bytes = wholeOf(init, chunks);
    this.#sessions.use(upload_id);
    return this.#media.upload({ name: init.filename, bytes }, init.type);
  }

  /** For three days, as what it was uploaded for. */
  get find(): MediaStore['find'] {
    return this.#media.find;
  }

  #session(uploadId: string): Session {
    const session = this.#sessions.find(uploadId);
    if (!session) throw new Refusal(40058, 'invalid upload_id');
    return session;
  }
}

function wholeOf(init: Session['init'], chunks: ReadonlyMap<number, Buffer>): Buffer {
  const pieces = Array.from({ length: init.total_chunks }, (_, index) => chunks.get(index));
  if (pieces.includes(undefined)) throw new Refusal(40058, 'chunks are missing');
  const bytes = Buffer.concat(pieces.flatMap((piece) => piece ?? []));
  if (bytes.length !== init.total_size) throw new Refusal(40006, 'invalid media size');
  if (init.md5 !== undefined && createHash('md5').update(bytes).digest('hex') !== init.md5.toLowerCase())
    throw new Refusal(301019, 'media md5 mismatch');
  if (init.type === 'image' && pictureType(bytes) === undefined)
    throw new Refusal(40004, 'invalid media type, only png, jpg and gif');
  return bytes;
}
