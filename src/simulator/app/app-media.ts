import { disposition } from '../bot/media-host.ts';
import type { Attachment } from '../chat.ts';
import type { HttpReply } from '../fault.ts';
import { checkSize, MediaStore } from '../media-store.ts';
import { pictureType } from '../pictures.ts';
import { Refusal } from '../refusal.ts';

/** What one answer holds: https://developer.work.weixin.qq.com/document/path/90254 */
const AT_ONCE = 20 * 1024 * 1024;

/** Files the app has uploaded, and what people have sent to it. */
export class AppMedia extends MediaStore {
  /** `type` is the query parameter; voice and video are not known here. Throws a Refusal. */
  take(type: string, file: Attachment | undefined): object {
    if (type !== 'image' && type !== 'file') throw new Refusal(40005, 'invalid type');
    if (!file) throw new Refusal(44001, 'empty media data');
    checkSize(type, file.bytes.length);
    const picture = pictureType(file.bytes);
    if (type === 'image' && picture !== 'image/png' && picture !== 'image/jpeg')
      throw new Refusal(40004, 'invalid media type, only jpg and png');
    return this.upload(file, type);
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
