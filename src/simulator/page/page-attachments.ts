import { disposition } from '../bot/media-host.ts';
import { attachmentsOf } from '../chat.ts';
import type { HttpReply } from '../fault.ts';
import { pictureType } from '../pictures.ts';
import type { World } from '../world.ts';

/** A picture to be shown or a file to be kept, by its path; undefined for any other path. */
export function attachmentAt(world: World, path: string): HttpReply | undefined {
  const [, id = '', index] = /^\/page\/attachments\/([\w-]+)\/(\d+)$/.exec(path) ?? [];
  const message = world.message(id);
  const found = message && attachmentsOf(message.content)[Number(index)];
  if (!found) return undefined;
  const type = pictureType(found.bytes);
  if (type && message.content.type !== 'file') return { status: 200, type, body: found.bytes };
  const headers = { 'content-disposition': disposition(found.name) };
  return { status: 200, type: 'application/octet-stream', headers, body: found.bytes };
}
