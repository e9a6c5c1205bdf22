import { randomUUID } from 'node:crypto';
import { type Clock, DAY, type Instant, SECOND } from '../../time/clock.ts';
import { disposition } from '../bot/media-host.ts';
import type { Attachment } from '../chat.ts';
import type { HttpReply } from '../fault.ts';
import { pictureType } from '../pictures.ts';
import { Refusal } from '../webhook/webhook-content.ts';

const MEGABYTE = 1024 * 1024;
const LIFE = 3 * DAY;
const SMALLEST = 6;
/** https://developer.work.weixin.qq.com/document/path/90253 */
const LARGEST = { image: 10 * MEGABYTE, file: 20 * MEGABYTE } as const;
/** What one answer holds: https://developer.work.weixin.qq.com/document/path/90254 */
const AT_ONCE = 20 * MEGABYTE;

export type MediaKind = keyof typeof LARGEST;

interface Media {
  readonly kind: MediaKind;
  readonly file: Attachment;
  readonly expires: Instant;
}

/** Files the app has uploaded, and what people have sent to it: kept for three days. */
export class AppMedia {
  readonly #clock: Clock;
  readonly #media = new Map<string, Media>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `type` is the query parameter; voice and video are not known here. Throws a Refusal. */
  upload(type: string, file: Attachment | undefined): object {
    if (type !== 'image' && type !== 'file') throw new Refusal(40005, 'invalid type');
    if (!file) throw new Refusal(44001, 'empty media data');
    const { length } = file.bytes;
    if (length < SMALLEST || length > LARGEST[type])
      throw new Refusal(type === 'image' ? 40009 : 40006, 'invalid media size');
    const picture = pictureType(file.bytes);
    if (type === 'image' && picture !== 'image/png' && picture !== 'image/jpeg')
      throw new Refusal(40004, 'invalid media type, only jpg and png');
    const created_at = String(Math.floor(this.#clock.now() / SECOND));
    return { type, media_id: this.keep(file, type), created_at };
  }

  /** The media_id. */
  keep(file: Attachment, kind: MediaKind): string {
    const id = randomUUID();
    this.#media.set(id, { kind, file, expires: this.#clock.now() + LIFE });
    return id;
  }

  /** Throws a Refusal for a media_id that is unknown, too old, or of another kind. */
  find(id: string, kind?: MediaKind): Attachment {
    const media = this.#media.get(id);
    if (!media || this.#clock.now() > media.expires || (kind && media.kind !== kind))
      throw new Refusal(40007, 'invalid media_id');
    return media.file;
  }

  /** The whole file, or the part of it a Range header asks for. Throws a Refusal. */
  serve(id: string, range: string): HttpReply {
    const { name, bytes } = this.find(id);
    const type = pictureType(bytes) ?? 'application/octet-stream';
    const headers = { 'content-disposition': disposition(name), 'accept-ranges': 'bytes' };
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    if (from === undefined || to === undefined) {
      if (bytes.length > AT_ONCE) throw new Refusal(830002, 'media is too large, use range');
      return { status: 200, type, headers, body: bytes };
    }
    const start = Number(from);
    const part = bytes.subarray(start, Number(to) + 1);
    if (part.length > AT_ONCE || part.length === 0) throw new Refusal(830002, 'invalid range');
    const where = `bytes ${start}-${start + part.length - 1}/${bytes.length}`;
    return { status: 206, type, headers: { ...headers, 'content-range': where }, body: part };
  }
}
