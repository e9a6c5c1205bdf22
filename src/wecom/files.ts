import type { FileStore } from '../journal/files/files.ts';
import type { StoredFile } from '../records/records.ts';
import { type Clock, DAY } from '../time/clock.ts';
import { Lately } from './lately.ts';

const MEGABYTE = 1024 * 1024;
/** Bytes: https://developer.work.weixin.qq.com/document/path/90253 */
const SMALLEST = 6;
const LARGEST = { image: 10 * MEGABYTE, file: 20 * MEGABYTE } as const;
/** WeCom keeps an upload for three days. */
const KEPT = 2 * DAY;

export type MediaKind = keyof typeof LARGEST;

/** Whether it can be shown as a picture, of at most so many bytes, instead of sent as a file. */
export const isPicture = ({ type, bytes }: StoredFile, most: number = LARGEST.image): boolean =>
  (type === 'image/png' || type === 'image/jpeg') && bytes <= most;

/** A file cannot be sent: it is not there, or its size is none that WeCom takes. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly detail: string;
}

/** What is to be handed to WeCom as this kind; null for what has no limits. Never rejects. */
export async function contentOf(
  files: FileStore,
  { hash }: StoredFile,
  kind: MediaKind | null,
): Promise<Uint8Array | Unfit> {
  const content = await files.get(hash).catch(() => undefined);
  if (!content) return { kind: 'unfit', detail: '要发送的文件在存储中找不到或已损坏，未能发送' };
  if (kind !== null && (content.byteLength < SMALLEST || content.byteLength > LARGEST[kind]))
    return { kind: 'unfit', detail: '文件大小不合企业微信要求（5字节以上、20MB以内），未能发送' };
  return content;
}

/** Files handed to WeCom once, however many conversations they are for. */
export abstract class Handed<Outcome> {
  readonly #handed: Lately<Promise<Outcome>>;

  constructor(clock: Clock) {
    this.#handed = new Lately(clock, KEPT);
  }

  /** Never rejects. */
  async of(file: StoredFile, kind: MediaKind): Promise<Outcome> {
    const known = this.#handed.get(file.hash);
    if (known) return known;
    const handing = this.hand(file, kind);
    this.#handed.note(file.hash, handing);
    const outcome = await handing;
    if (!this.isThere(outcome)) this.forget(file);
    return outcome;
  }

  /** What was handed over is not to be used any more. */
  forget({ hash }: StoredFile): void {
    this.#handed.forget(hash);
  }

  /** Must not reject. */
  protected abstract hand(file: StoredFile, kind: MediaKind): Promise<Outcome>;
  protected abstract isThere(outcome: Outcome): boolean;
}

/** A message that shows what was handed over. */
export type MediaMessage =
  | { readonly msgtype: 'image'; readonly image: { readonly media_id: string } }
  | { readonly msgtype: 'file'; readonly file: { readonly media_id: string } };

export const mediaMessage = (kind: MediaKind, media_id: string): MediaMessage =>
  kind === 'image' ? { msgtype: 'image', image: { media_id } } : { msgtype: 'file', file: { media_id } };
