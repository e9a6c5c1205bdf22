import type { FileHash, StoredFile } from '../../records/records.ts';

/** Files people send, stored once by the hash of their content, outside the ledger. */
export interface FileStore {
  /** Durable when it resolves. The type is decided by the content. The same content twice is stored once. */
  put(content: Uint8Array, name: string): Promise<StoredFile>;
  /** Rejects when the file is not there or no longer matches its hash. */
  get(hash: FileHash): Promise<Uint8Array>;
}
