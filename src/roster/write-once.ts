import { randomUUID } from 'node:crypto';
import { link, readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, nodeDisk, writeNew } from '../journal/disk.ts';

const DRAFT = /^\..*\.tmp$/;

/**
 * Writes a file that must not exist yet, whole or not at all, and durable when it resolves. False when the file is there already,
 * which then is untouched, or when the draft was swept away meanwhile. The folder must exist.
 */
export async function writeOnce(file: string, content: Uint8Array): Promise<boolean> {
  const draft = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await writeNew(nodeDisk, draft, content);
    // A link, unlike a rename, never replaces what is there: of two writers exactly one wins.
    if (!(await linked(draft, file))) return false;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  await nodeDisk.syncFolder(dirname(file));
  return true;
}

/** Removes what writers that were killed have left behind. One that still writes is told by {@link writeOnce}. */
export async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (DRAFT.test(name)) await unlink(join(folder, name)).catch(() => undefined);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}
