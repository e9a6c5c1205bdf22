import { randomUUID } from 'node:crypto';
import { link, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file that must not exist yet, whole or not at all, and durable when it resolves.
 * False when the file is there already: then it is untouched. The folder must exist.
 */
export async function writeOnce(file: string, text: string): Promise<boolean> {
  const draft = join(dirname(file), `.${randomUUID()}.tmp`);
  try {
    await writeDurably(draft, text);
    // A link, unlike a rename, never replaces what is there: of two writers exactly one wins.
    if (!(await linked(draft, file))) return false;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
  await syncFolder(dirname(file));
  return true;
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
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
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
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
