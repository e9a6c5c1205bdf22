import { isUtf8 } from 'node:buffer';
import { Unread } from './unread.ts';

/** Text that Windows writes as "Unicode" announces itself; anything else is UTF-8 or GB18030. */
export function utf16Of(content: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** @throws Unread when it is no text. */
export function plainTextOf(content: Uint8Array): string {
  const encoding = utf16Of(content) ?? (isUtf8(content) ? 'utf-8' : 'gb18030');
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    throw new Unread('not-a-document', `not ${encoding}: ${error}`);
  }
}
