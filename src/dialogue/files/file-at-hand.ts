import type { FileContents, StoredFile } from '../../records/records.ts';

/** A file and what could be read out of it; null where that was not kept. */
export interface FileAtHand {
  readonly file: StoredFile;
  readonly contents: FileContents | null;
}

export const isPicture = ({ file }: FileAtHand): boolean => file.type.startsWith('image/');
