/** What could be read out of a file somebody sent. */
export type FileContents =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Longer than is kept: the end is missing. */
      readonly cut: boolean;
    }
  | { readonly kind: 'picture' }
  /** Pages without any text: the file is kept, and said to be a scan. */
  | { readonly kind: 'scan'; readonly pages: number }
  | { readonly kind: 'unread'; readonly why: UnreadReason };

export const UNREAD_REASONS = [
  'encrypted',
  'old-format',
  'damaged',
  'too-large',
  'too-slow',
  'not-a-document',
] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];
