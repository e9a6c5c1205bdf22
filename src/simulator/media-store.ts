import { type Clock, DAY, SECOND } from '../time/clock.ts';
import type { Attachment } from './chat.ts';
import { Kept } from './kept.ts';
import { Refusal } from './refusal.ts';

const MEGABYTE = 1024 * 1024;
const SMALLEST = 6;
/** https://developer.work.weixin.qq.com/document/path/90253 */
const LARGEST = { image: 10 * MEGABYTE, file: 20 * MEGABYTE } as const;

export type MediaKind = keyof typeof LARGEST;

/** Throws a Refusal for more or fewer bytes than are taken. */
export function checkSize(kind: MediaKind, bytes: number): void {
  if (bytes < SMALLEST || bytes > LARGEST[kind])
    throw new Refusal(kind === 'image' ? 40009 : 40006, 'invalid media size');
}

/** What was uploaded, kept for three days. */
export class MediaStore {
  readonly #clock: Clock;
  readonly #media: Kept<{ readonly kind: MediaKind; readonly file: Attachment }>;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#media = new Kept(clock, 3 * DAY);
  }

  /** The media_id. */
  keep(file: Attachment, kind: MediaKind): string {
    return this.#media.add({ kind, file });
  }

  /** Keeps it; what an upload is answered with. */
  upload(file: Attachment, type: MediaKind): object {
    const created_at = String(Math.floor(this.#clock.now() / SECOND));
    return { type, media_id: this.keep(file, type), created_at };
  }

  /** Throws a Refusal for a media_id that is unknown, too old, or of another kind. */
  readonly find = (id: string, kind?: MediaKind): Attachment => {
    const media = this.#media.find(id);
    if (!media || (kind && media.kind !== kind)) throw new Refusal(40007, 'invalid media_id');
    return media.file;
  };
}
