import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StoredFile } from '../../records/records.ts';
import { Turns } from '../../time/turns.ts';
import { verdictOf } from '../errcodes.ts';
import { contentOf, Handed, type MediaKind, type Unfit } from '../files.ts';
import type { Acknowledged } from './bot-client.ts';
import type { Ground } from './ground.ts';

/**
 * Of at most 512 KB, and at most 100 of them: https://developer.work.weixin.qq.com/document/path/101463. Small ones, because each
 * must be acknowledged in time, on however slow a line, and holds up the answers behind it until it is through.
 */
const CHUNK_BYTES = 256 * 1024;
const CHUNK_TRIES = 4;
const NAME_BYTES = 256;
const NONE: ReadonlyMap<number, string> = new Map();

export type Uploaded =
  | { readonly kind: 'there'; readonly mediaId: string }
  | { readonly kind: 'refused'; readonly errcode: number }
  /** Nobody has seen it, so it may be done again. */
  | { readonly kind: 'unfinished' }
  | Unfit;

const begun = z.object({ upload_id: z.string().min(1) });
const finished = z.object({ media_id: z.string().min(1) });

type UploadsOptions = Pick<Ground, 'link' | 'persistence' | 'files' | 'clock' | 'timings'>;

/** Files handed to WeCom over the connection, one after the other. */
export class Uploads extends Handed<Uploaded> {
  readonly #options: UploadsOptions;
  readonly #turns = new Turns(1);

  constructor(options: UploadsOptions) {
    super(options.clock);
    this.#options = options;
  }

  protected hand(file: StoredFile, kind: MediaKind): Promise<Uploaded> {
    return this.#turns.take(async () => {
      const content = await contentOf(this.#options.files, file, kind);
      if (!(content instanceof Uint8Array)) return content;
      return this.#send(Buffer.from(content.buffer, content.byteOffset, content.byteLength), file.name, kind);
    });
  }

  protected isThere({ kind }: Uploaded): boolean {
    return kind === 'there';
  }

  async #send(content: Buffer, name: string, type: MediaKind): Promise<Uploaded> {
    const { link } = this.#options;
    const total_chunks = Math.ceil(content.length / CHUNK_BYTES);
    const started = await link.call('aibot_upload_media_init', {
      type,
      filename: fileName(name),
      total_size: content.length,
      total_chunks,
      md5: createHash('md5').update(content).digest('hex'),
    });
    const session = read(started, begun);
    if (!session.ok) return session.outcome;
    const { upload_id } = session.body;
    for (let index = 0; index < total_chunks; index++) {
      const chunk = content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
      const failed = await this.#sendChunk(upload_id, index, chunk);
      if (failed) return failed;
    }
    const media = read(await link.call('aibot_upload_media_finish', { upload_id }), finished);
    return media.ok ? { kind: 'there', mediaId: media.body.media_id } : media.outcome;
  }

  /** Undefined when it is there. A chunk that comes twice is taken once, so what is not acknowledged is sent again. */
  async #sendChunk(upload_id: string, chunk_index: number, chunk: Buffer): Promise<Uploaded | undefined> {
    const { link, persistence, timings } = this.#options;
    const body = { upload_id, chunk_index, base64_data: chunk.toString('base64') };
    for (let tries = 0; tries < CHUNK_TRIES; tries++) {
      const ended = await link.call('aibot_upload_media_chunk', body);
      if (ended.kind === 'unreachable') break;
      if (ended.kind === 'unclear') continue;
      const verdict = verdictOf(ended.errcode, NONE);
      if (verdict.kind === 'sent') return undefined;
      if (verdict.kind !== 'busy') return { kind: 'refused', errcode: ended.errcode };
      await persistence.rest(timings.busy);
    }
    return { kind: 'unfinished' };
  }
}

type Read<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly outcome: Extract<Uploaded, { kind: 'refused' | 'unfinished' }> };

function read<T>(ended: Acknowledged, schema: z.ZodType<T>): Read<T> {
  if (ended.kind !== 'answered') return { ok: false, outcome: { kind: 'unfinished' } };
  if (ended.errcode !== 0) return { ok: false, outcome: { kind: 'refused', errcode: ended.errcode } };
  const body = schema.safeParse(ended.body);
  return body.success ? { ok: true, body: body.data } : { ok: false, outcome: { kind: 'unfinished' } };
}

/** In 256 bytes, cut in front of its extension. */
function fileName(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const extension = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
  const room = NAME_BYTES - Buffer.byteLength(extension);
  let stem = '';
  for (const character of name.slice(0, name.length - extension.length)) {
    if (Buffer.byteLength(stem + character) > room) break;
    stem += character;
  }
  return stem + extension;
}
