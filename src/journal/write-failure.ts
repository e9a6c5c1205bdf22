import { codeOf } from './disk.ts';
import { LedgerWriteError } from './ledger.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const DENIED = new Set(['EACCES', 'EPERM', 'EROFS']);

/** Tells what stopped a write, in the words of the port. */
export function writeFailure(error: unknown): LedgerWriteError {
  if (error instanceof LedgerWriteError) return error;
  const code = codeOf(error) ?? '';
  const reason = FULL.has(code) ? 'full' : DENIED.has(code) ? 'denied' : 'broken';
  return new LedgerWriteError(reason, error);
}
