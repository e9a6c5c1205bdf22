import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Clock, DAY, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import type { Attachment } from '../chat.ts';
import { pictureType } from '../pictures.ts';
import { Refusal } from '../webhook/webhook-content.ts';
import { check, type FileOf } from './messages.ts';
import type { Rate } from './rate.ts';

const MEGABYTE = 1024 * 1024;
const SESSION_LIFE = 30 * MINUTE;
const MEDIA_LIFE = 3 * DAY;
const CHUNK_BYTES = 512 * 1024;
const MOST_CHUNKS = 100;
const SMALLEST = 6;
const LARGEST = { image: 10 * MEGABYTE, file: 20 * MEGABYTE } as const;

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
  readonly expires: Instant;
  readonly chunks: Map<number, Buffer>;
}

interface Media {
  readonly type: 'image' | 'file';
  readonly file: Attachment;
  readonly expires: Instant;
}

/** What a bot uploads over its connection, piece by piece: https://developer.work.weixin.qq.com/document/path/101463 */
export class Uploads {
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #sessions = new Map<string, Session>();
  readonly #media = new Map<string, Media>();

  /** `rate` counts the uploads of the bot. */
  constructor(clock: Clock, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
  }

  init(body: unknown): { readonly upload_id: string } {
    const init = check(Init, body);
    if (init.total_size < SMALLEST || init.total_size > LARGEST[init.type])
      throw new Refusal(init.type === 'image' ? 40009 : 40006, 'invalid media size');
    this.#rate.count('uploads');
    const upload_id = randomUUID();
    this.#sessions.set(upload_id, { init, expires: this.#clock.now() + SESSION_LIFE, chunks: new Map() });
    return { upload_id };
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
    this.#sessions.delete(upload_id);
    const media_id = randomUUID();
    const now = this.#clock.now();
    const file = { name: init.filename, bytes };
    this.#media.set(media_id, { type: init.type, file, expires: now + MEDIA_LIFE });
    return { type: init.type, media_id, created_at: String(Math.floor(now / SECOND)) };
  }

  /** For three days, as what it was uploaded for. */
  readonly find: FileOf = (mediaId, type) => {
    const media = this.#media.get(mediaId);
    if (!media || media.type !== type || this.#clock.now() > media.expires)
      throw new Refusal(40007, 'invalid media_id');
    return media.file;
  };

  #session(uploadId: string): Session {
    const session = this.#sessions.get(uploadId);
    if (!session || this.#clock.now() > session.expires) throw new Refusal(40058, 'invalid upload_id');
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
