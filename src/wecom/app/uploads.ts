import { z } from 'zod';
import type { FileStore } from '../../journal/files/files.ts';
import type { FileHash, StoredFile } from '../../records/records.ts';
import { type Clock, DAY, type Instant } from '../../time/clock.ts';
import { type AppApi, type AppEnding, answered } from './app-api.ts';

const MEGABYTE = 1024 * 1024;
/** https://developer.work.weixin.qq.com/document/path/90253 */
const SMALLEST = 6;
const LARGEST = { image: 10 * MEGABYTE, file: 20 * MEGABYTE } as const;
/** WeCom keeps an upload for three days. */
const KEPT = 2 * DAY;

type Kind = keyof typeof LARGEST;

const uploadAnswer = answered
  .extend({ media_id: z.string().min(1).optional() })
  .transform(({ errcode, errmsg, media_id: mediaId }) => ({ errcode, errmsg, mediaId }));
type UploadAnswer = z.infer<typeof uploadAnswer>;

export type Uploading =
  | AppEnding<UploadAnswer>
  /** The file cannot be sent by this way: it is not there, or its size is none that WeCom takes. */
  | { readonly kind: 'unfit'; readonly detail: string };

interface Upload {
  readonly at: Instant;
  readonly ending: Promise<Uploading>;
}

/** Files handed to WeCom once, however many people they are for. */
export class Uploads {
  readonly #api: AppApi;
  readonly #files: FileStore;
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #uploads = new Map<FileHash, Upload>();

  constructor(api: AppApi, files: FileStore, clock: Clock) {
    this.#api = api;
    this.#files = files;
    this.#clock = clock;
  }

  /** Never rejects. */
  async of(file: StoredFile, kind: Kind): Promise<Uploading> {
    this.#forgetOld();
    const known = this.#uploads.get(file.hash);
    if (known) return known.ending;
    const ending = this.#upload(file, kind);
    this.#uploads.set(file.hash, { at: this.#clock.now(), ending });
    const ended = await ending;
    if (ended.kind !== 'answered' || ended.mediaId === undefined) this.forget(file);
    return ended;
  }

  /** What was uploaded is not to be used any more. */
  forget({ hash }: StoredFile): void {
    this.#uploads.delete(hash);
  }

  async #upload({ hash, name }: StoredFile, kind: Kind): Promise<Uploading> {
    const content = await this.#files.get(hash).catch(() => undefined);
    if (!content) return { kind: 'unfit', detail: '要发送的文件在存储中找不到或已损坏，未能发送' };
    if (content.byteLength < SMALLEST || content.byteLength > LARGEST[kind])
      return { kind: 'unfit', detail: '文件大小不合企业微信要求（5字节以上、20MB以内），未能发送' };
    return this.#api.upload('media/upload', { type: kind }, { name, content }, uploadAnswer);
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [hash, { at }] of this.#uploads) {
      if (Math.abs(now - at) < KEPT) return;
      this.#uploads.delete(hash);
    }
  }
}

/** Whether it can be shown as a picture instead of sent as a file. */
export const isPicture = ({ type, bytes }: StoredFile): boolean =>
  (type === 'image/png' || type === 'image/jpeg') && bytes <= LARGEST.image;
