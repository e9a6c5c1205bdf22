import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileStore } from '../../journal/files/files.ts';
import type { StoredFile } from '../../records/records.ts';
import { type Clock, DAY, type Instant } from '../../time/clock.ts';
import { verdictOf } from '../errcodes.ts';
import { Turns } from '../turns.ts';
import type { Acknowledged } from './bot-client.ts';
import type { Link } from './link.ts';
import type { Persistence } from './persistence.ts';
import type { Timings } from './timings.ts';

const MEGABYTE = 1024 * 1024;
const SMALLEST = 6;
const LARGEST = { image: 10 * MEGABYTE, file: 20 * MEGABYTE } as const;
/**
 * Of at most 512 KB, and at most 100 of them: https://developer.work.weixin.qq.com/document/path/101463. Small ones, because each
 * must be acknowledged in time, on however slow a line, and holds up the answers behind it until it is through.
 */
const CHUNK_BYTES = 256 * 1024;
const CHUNK_TRIES = 4;
const NAME_BYTES = 256;
/** WeCom keeps an upload for three days. */
const KEPT = 2 * DAY;
const NONE: ReadonlyMap<number, string> = new Map();

type Kind = keyof typeof LARGEST;

export type Uploaded =
  | { readonly kind: 'there'; readonly mediaId: string }
  | { readonly kind: 'refused'; readonly errcode: number }
  /** Nobody has seen it, so it may be done again. */
  | { readonly kind: 'unfinished' }
  /** The file cannot be sent by this way: it is not there, or its size is none that WeCom takes. */
  | { readonly kind: 'unfit'; readonly detail: string };

interface Upload {
  readonly at: Instant;
  readonly outcome: Promise<Uploaded>;
}

const begun = z.object({ upload_id: z.string().min(1) });
const finished = z.object({ media_id: z.string().min(1) });

export interface UploadsOptions {
  readonly link: Link;
  readonly persistence: Persistence;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly timings: Timings;
}

/** Files handed to WeCom once, however many conversations they are for, and one after the other. */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #turns = new Turns(1);
  /** Oldest first. */
  readonly #uploads = new Map<string, Upload>();

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async of(file: StoredFile, kind: Kind): Promise<Uploaded> {
    this.#forgetOld();
    const known = this.#uploads.get(file.hash);
    if (known) return known.outcome;
    const outcome = this.#turns.take(() => this.#upload(file, kind));
    this.#uploads.set(file.hash, { at: this.#options.clock.now(), outcome });
    const uploaded = await outcome;
    if (uploaded.kind !== 'there') this.forget(file);
    return uploaded;
  }

  /** What was uploaded is not to be used any more. */
  forget({ hash }: StoredFile): void {
    this.#uploads.delete(hash);
  }

  async #upload({ hash, name }: StoredFile, kind: Kind): Promise<Uploaded> {
    const content = await this.#options.files.get(hash).catch(() => undefined);
    if (!content) return { kind: 'unfit', detail: '要发送的文件在存储中找不到或已损坏，未能发送' };
    if (content.byteLength < SMALLEST || content.byteLength > LARGEST[kind])
      return { kind: 'unfit', detail: '文件大小不合企业微信要求（5字节以上、20MB以内），未能发送' };
    return this.#send(Buffer.from(content.buffer, content.byteOffset, content.byteLength), name, kind);
  }

  async #send(content: Buffer, name: string, type: Kind): Promise<Uploaded> {
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

  #forgetOld(): void {
    const now = this.#options.clock.now();
    for (const [hash, { at }] of this.#uploads) {
      if (Math.abs(now - at) < KEPT) return;
      this.#uploads.delete(hash);
    }
  }
}

/** Whether it can be shown as a picture instead of sent as a file. */
export const isPicture = ({ type, bytes }: StoredFile): boolean =>
  (type === 'image/png' || type === 'image/jpeg') && bytes <= LARGEST.image;

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
