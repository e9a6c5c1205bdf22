/** Pictures a browser may be shown, by their first bytes. */
const KINDS: readonly { readonly type: string; readonly start: readonly number[] }[] = [
  { type: 'image/png', start: [0x89, 0x50, 0x4e, 0x47] },
  { type: 'image/jpeg', start: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', start: [0x47, 0x49, 0x46, 0x38] },
];

/** The media type of a picture, told from its content and never from its name; undefined for anything else. */
export function pictureType(bytes: Uint8Array): string | undefined {
  return KINDS.find(({ start }) => start.every((byte, index) => bytes[index] === byte))?.type;
}
