import { randomUUID } from 'node:crypto';
import { link, open, readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const DRAFT = /^\..*\.tmp$/;

/**
 * Writes a file that must not exist yet, whole or not at all, and durable when it resolves. False when the file is there already,
 * which then is untouched, or when the draft was swept away meanwhile. The folder must exist.
 */
export async function writeOnce(file: string, content: Uint8Array): Promise<boolean> {
  const draft = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await writeDurably(draft, content);
    // A link, unlike a rename, never replaces what is there: of two writers exactly one wins.
    if (!(await linked(draft, file))) return false;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  await syncFolder(dirname(file));
  return true;
}

/** Removes what writers that were killed have left behind. One that still writes is told by {@link writeOnce}. */
export async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (DRAFT.test(name)) await unlink(join(folder, name)).catch(() => undefined);
}

async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOENT'))
      return false;
    throw error;
  }
}

/** Makes the new name itself durable. Windows cannot open a folder and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
