import type { ReceivedFile } from '../dialogue/message.ts';
import type { FileStore } from '../journal/files/files.ts';
import type { Logger } from '../log.ts';
import type { FileContents } from '../records/records.ts';
import { SECOND } from '../time/clock.ts';
import { Turns } from '../time/turns.ts';
import { type AesKey, aesKeyOf, aesKeyOfBase64, decipherFile } from './cipher.ts';
import { fileNameOf } from './disposition.ts';
import { piecesAtMost } from './download.ts';
import type { Attachment } from './inbound.ts';
import { release } from './release.ts';

/**
 * Where WeCom keeps what people send: its own account's buckets, as in the example of
 * https://developer.work.weixin.qq.com/document/path/100719. The number is the owner's account and cannot be taken by others,
 * which is not so for myqcloud.com as a whole.
 */
const MEDIA_BUCKET = /^[a-z0-9-]+-1258476243\.cos\.[a-z0-9-]+\.myqcloud\.com$/;
const MEDIA_DOMAINS = ['.weixin.qq.com'] as const;

const MEGABYTE = 1024 * 1024;
const PADDING = 32;
const REDIRECTS = 3;
/** Each may take twice its limit of memory while it is decrypted. */
const AT_ONCE = 4;

export interface MediaOptions {
  /** The callback's EncodingAESKey: files are encrypted with it too. Null where every file brings its own key. */
  readonly aesKey: string | null;
  readonly files: FileStore;
  /** Reads what was sent, whatever it is. Never rejects. */
  readonly read: (content: Uint8Array, type: string) => Promise<FileContents>;
  /** Fetches what the app's platform keeps; null where there is no app. */
  readonly fetchMedia: ((id: string) => Promise<Fetched>) | null;
  /** Files may also come from this address's origin, which may be plain http on this machine. */
  readonly apiBase: string;
  readonly log: Logger;
  /** Bytes, 20 MB unless told. */
  readonly limit?: number;
  /** Milliseconds for one file, 30 s unless told. */
  readonly timeout?: number;
}

type Problem = Extract<ReceivedFile, { ok: false }>['why'];
export type Fetched = { readonly content: Uint8Array; readonly name: string } | Problem;
type Sealed = { readonly pieces: readonly Uint8Array[]; readonly name: string } | Problem;

/** Fetches, decrypts and stores what people send; nobody may look at the content after it is stored and read. Addresses live for 5 minutes, and are never logged. */
export class Media {
  readonly #options: MediaOptions;
  readonly #key: AesKey | undefined;
  readonly #origin: string;
  readonly #limit: number;
  readonly #turns = new Turns(AT_ONCE);

  constructor(options: MediaOptions) {
    this.#options = options;
    this.#key = options.aesKey === null ? undefined : aesKeyOf(options.aesKey);
    this.#origin = new URL(options.apiBase).origin;
    this.#limit = options.limit ?? 20 * MEGABYTE;
  }

  /** Never rejects. */
  async receive(attachment: Attachment): Promise<ReceivedFile> {
    const received = await this.#turns.take(() => this.#receive(attachment));
    if (!received.ok) this.#options.log.warn({ why: received.why }, 'a file could not be taken');
    return received;
  }

  async #receive(attachment: Attachment): Promise<ReceivedFile> {
    const fetched = await this.#plain(attachment);
    if (typeof fetched === 'string') return { ok: false, why: fetched };
    if (fetched.content.length > this.#limit) return { ok: false, why: 'too-large' };
    try {
      const file = await this.#options.files.put(fetched.content, fetched.name);
      return { ok: true, file, contents: await this.#options.read(fetched.content, file.type) };
    } catch {
      return { ok: false, why: 'store-failed' };
    } finally {
      release(fetched.content);
    }
  }

  async #plain(attachment: Attachment): Promise<Fetched> {
    if (attachment.kind === 'other') return 'unreadable';
    if (attachment.kind === 'media')
      return (await this.#options.fetchMedia?.(attachment.id).catch(() => undefined)) ?? 'unreadable';
    const key = attachment.aesKey === null ? this.#key : aesKeyOfBase64(attachment.aesKey);
    if (!key) return 'unreadable';
    const fetched = await this.#fetch(attachment.url);
    if (typeof fetched === 'string') return fetched;
    const content = await decipherFile(key, fetched.pieces);
    fetched.pieces.forEach(release);
    return content ? { content, name: fetched.name } : 'unreadable';
  }

  async #fetch(address: string): Promise<Sealed> {
    const signal = AbortSignal.timeout(this.#options.timeout ?? 30 * SECOND);
    try {
      return await this.#follow(address, signal);
    } catch {
      return 'unreadable';
    }
  }

  async #follow(address: string, signal: AbortSignal): Promise<Sealed> {
    let url = this.#allowed(address);
    for (let hop = 0; url && hop <= REDIRECTS; hop++) {
      const response = await fetch(url, { redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || location === null) return this.#read(response);
      await response.body?.cancel();
      url = this.#allowed(location, url);
    }
    return 'forbidden';
  }

  async #read(response: Response): Promise<Sealed> {
    if (!response.ok) {
      await response.body?.cancel();
      return EXPIRED.has(response.status) ? 'expired' : 'unreadable';
    }
    const pieces = await piecesAtMost(response.body, this.#limit + PADDING);
    return pieces ? { pieces, name: fileNameOf(response.headers.get('content-disposition')) } : 'too-large';
  }

  #allowed(address: string, base?: URL): URL | undefined {
    const url = URL.parse(address, base?.href);
    if (!url || url.username + url.password !== '') return undefined;
    if (url.origin === this.#origin) return url.protocol === 'https:' || onThisMachine(url) ? url : undefined;
    return url.protocol === 'https:' && url.port === '' && isWeComs(url.hostname) ? url : undefined;
  }
}

/** A signed address that is out of date is answered with one of these. */
const EXPIRED: ReadonlySet<number> = new Set([403, 404, 410]);

const onThisMachine = (url: URL): boolean =>
  url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);

const isWeComs = (host: string): boolean =>
  MEDIA_BUCKET.test(host) || MEDIA_DOMAINS.some((domain) => host.endsWith(domain));
