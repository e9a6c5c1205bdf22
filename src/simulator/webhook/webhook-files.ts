import { randomUUID } from 'node:crypto';
import { type Clock, DAY, type Instant } from '../../time/clock.ts';
import type { Attachment } from '../chat.ts';
import { Refusal } from './webhook-content.ts';

const FILE_LIFE = 3 * DAY;
const SMALLEST = 6;
const LARGEST = 20 * 1024 * 1024;

interface Upload {
  readonly key: string;
  readonly file: Attachment;
  readonly expires: Instant;
}

/** Files uploaded by webhook robots. A media_id works three days, for the same webhook only. */
export class WebhookFiles {
  readonly #clock: Clock;
  readonly #uploads = new Map<string, Upload>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The media_id. Throws a Refusal when the size is out of bounds. */
  add(key: string, file: Attachment): string {
    if (file.bytes.length < SMALLEST || file.bytes.length > LARGEST)
      throw new Refusal(40006, 'invalid media size');
    const mediaId = randomUUID();
    this.#uploads.set(mediaId, { key, file, expires: this.#clock.now() + FILE_LIFE });
    return mediaId;
  }

  /** Throws a Refusal for a media_id that is unknown, too old or another webhook's. */
  find(key: string, mediaId: string): Attachment {
    const upload = this.#uploads.get(mediaId);
    if (!upload || upload.key !== key || this.#clock.now() > upload.expires)
      throw new Refusal(40007, 'invalid media_id');
    return upload.file;
  }
}
