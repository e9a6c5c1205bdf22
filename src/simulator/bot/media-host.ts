import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { type Clock, type Instant, MINUTE } from '../../time/clock.ts';
import type { Attachment } from '../chat.ts';
import type { HttpReply } from '../fault.ts';

/** How long a link in a callback works: https://developer.work.weixin.qq.com/document/path/100719 */
const LINK_LIFE = 5 * MINUTE;

interface Link {
  readonly attachment: Attachment;
  readonly key: Buffer;
  readonly expires: Instant;
}

export interface Published {
  /** The last part of the link's path. */
  readonly id: string;
  /** The key in base64 where this link has one of its own. */
  readonly aeskey: string | undefined;
}

/** Serves pictures and files to the bot, encrypted, at links that soon die. */
export class MediaHost {
  readonly #clock: Clock;
  readonly #key: Buffer | undefined;
  readonly #links = new Map<string, Link>();

  /** With the callback's EncodingAESKey; without one, each link has its own key, as over a connection. */
  constructor(clock: Clock, aesKey?: string) {
    this.#clock = clock;
    this.#key = aesKey === undefined ? undefined : Buffer.from(`${aesKey}=`, 'base64');
  }

  /** Makes a new link. */
  publish(attachment: Attachment): Published {
    const id = randomUUID();
    const key = this.#key ?? randomBytes(32);
    this.#links.set(id, { attachment, key, expires: this.#clock.now() + LINK_LIFE });
    return { id, aeskey: this.#key ? undefined : key.toString('base64') };
  }

  serve(id: string): HttpReply {
    const link = this.#links.get(id);
    if (!link) return { status: 404, type: 'text/plain', body: 'not found' };
    if (this.#clock.now() > link.expires) return { status: 403, type: 'text/plain', body: 'link expired' };
    return {
      status: 200,
      type: 'application/octet-stream',
      headers: { 'content-disposition': disposition(link.attachment.name) },
      body: encryptFile(link.key, link.attachment.bytes),
    };
  }
}

/** `attachment` with the name in plain and in RFC 5987 form. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

// Unlike messages, files are encrypted bare: no random prefix, no length, no receiveid.
function encryptFile(key: Buffer, bytes: Uint8Array): Buffer {
  const fill = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(fill, fill)), cipher.final()]);
}
