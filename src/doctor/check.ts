import type { Finding } from './finding.ts';

/** One thing the doctor looks at. It may fail in any way; the others are looked at all the same. */
export interface Check {
  readonly name: string;
  /** Milliseconds it may take; 10 s unless told. */
  readonly limit?: number;
  /** When the signal is aborted nobody waits any more, and what was opened is to be closed. */
  run(signal: AbortSignal): Promise<readonly Finding[]>;
}

/** What came of one check. */
export interface Examined {
  readonly name: string;
  readonly findings: readonly Finding[];
}
