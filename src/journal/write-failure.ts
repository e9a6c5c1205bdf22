import { codeOf } from './disk.ts';
import { JournalWriteError } from './journal.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Tells what stopped a write, in the words of the port. */
export function writeFailure(error: unknown): JournalWriteError {
  if (error instanceof JournalWriteError) return error;
  const code = codeOf(error) ?? '';
  const reason = FULL.has(code) ? 'full' : DENIED.has(code) ? 'denied' : 'broken';
  return new JournalWriteError(reason, error);
}
