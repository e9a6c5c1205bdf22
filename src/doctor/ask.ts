import type { Clock, Instant } from '../time/clock.ts';
import { SECOND } from '../time/clock.ts';
import { readAtMost } from '../wecom/download.ts';
import { type Failure, failureOf } from './failure.ts';

/** More than anything the doctor asks for. */
const BODY_LIMIT = 256 * 1024;
const PATIENCE = 8 * SECOND;

export interface Answer {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Headers;
  /** Empty when it is too long to be what was asked for. */
  readonly text: string;
  /** Milliseconds from asking to the end of the answer. */
  readonly took: number;
  /** When the answer had come. */
  readonly at: Instant;
}

export type Asked = Answer | { readonly kind: 'failed'; readonly failure: Failure };

export interface AskTools {
  readonly clock: Clock;
  /** Milliseconds that never go backwards. */
  readonly stopwatch: () => number;
}

/** Gets what is at an address, and if that fails, why. Never rejects, follows no redirect and shows nobody the address. */
export async function ask(
  url: string,
  { clock, stopwatch }: AskTools,
  signal: AbortSignal,
  patience: number = PATIENCE,
): Promise<Asked> {
  const begun = stopwatch();
  try {
    const response = await fetch(url, {
      headers: { connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    const body = await readAtMost(response.body, BODY_LIMIT);
    const { status, headers } = response;
    const took = stopwatch() - begun;
    return { kind: 'answered', status, headers, text: body?.toString() ?? '', took, at: clock.now() };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(error) };
  }
}
