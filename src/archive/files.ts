import type { FileHash, StoredFile } from '../records/records.ts';
import type { ArchiveBrief } from './brief.ts';
import type { ArchiveFolder } from './folder.ts';

/** Where each file stands in the archive. */
export type FilePaths = ReadonlyMap<FileHash, string>;

/** A file that a record speaks of is not in the data folder, or is not what it was. */
export class FileMissingError extends Error {
  override readonly name = 'FileMissingError';
  readonly file: StoredFile;

  constructor(file: StoredFile, cause: unknown) {
    super(`the file ${file.hash} is missing or damaged`, { cause });
    this.file = file;
  }
}

/** Puts one of the files people sent into the archive. Rejects with a {@link FileMissingError}. */
export async function addFile(brief: ArchiveBrief, folder: ArchiveFolder, file: StoredFile): Promise<string> {
  const content = await brief.file(file.hash).catch((error: unknown) => {
    throw new FileMissingError(file, error);
  });
  return folder.add('文件', `${file.hash.slice(0, 8)} ${nameOf(file)}`, content);
}

const SUFFIXES: Readonly<Partial<Record<StoredFile['type'], readonly string[]>>> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/gif': ['.gif'],
  'application/pdf': ['.pdf'],
};

// WeCom calls every picture a .jpg. Whoever opens it in twenty years shall not have to guess.
function nameOf({ name, type }: StoredFile): string {
  const [right, ...others] = SUFFIXES[type] ?? [];
  if (right === undefined) return name;
  const suffix = /\.[A-Za-z0-9]+$/.exec(name)?.[0] ?? '';
  if ([right, ...others].includes(suffix.toLowerCase())) return name;
  return name.slice(0, name.length - suffix.length) + right;
}
