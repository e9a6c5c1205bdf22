import type { Day } from '../../time/zone.ts';
import type { Finding } from '../finding.ts';

export const BOX_NAMES = ['opinions', 'ballots'] as const;
export type BoxName = (typeof BOX_NAMES)[number];

/**
 * Where what must stay anonymous is kept. A ledger tells who spoke after whom; a box is a small document that is rewritten whole
 * and remembers nothing of its own past: what it holds is sorted by random keys, and holds days instead of times.
 */
export interface Box {
  /** The bytes of the document. Rejects with a {@link BoxDamagedError} when it is missing. */
  read(name: BoxName): Promise<Buffer>;
  /**
   * Replaces the document; durable when it resolves. What can be set of the file's own dates says the day, not the moment.
   * Rejects with a JournalWriteError, and then the document is as before.
   */
  write(name: BoxName, document: string, day: Day): Promise<void>;
  /** Whether every document can be read and written at this moment. */
  isUsable(): Promise<boolean>;
}

/** A document of the box is damaged, and what it held cannot be known in full. */
export class BoxDamagedError extends Error {
  override readonly name = 'BoxDamagedError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(findings.map(inWords).join('\n'));
    this.findings = findings;
  }
}

export const inWords = ({ file, problem, advice }: Finding): string => `${file} ${problem}。${advice}`;

/** Where the document stands below the data folder. */
export const boxFile = (name: BoxName): string => `box/${name}.json`;
