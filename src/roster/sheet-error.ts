/** A file that cannot be read as a sheet. The message is for the clerk: what is wrong and what to do. */
export class SheetError extends Error {
  override readonly name = 'SheetError';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
