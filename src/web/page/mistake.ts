/** What a plain page is there to explain. 404 stands for "not allowed" too: nobody learns what there is. */
export type MistakeStatus = 400 | 403 | 404 | 405 | 410 | 413 | 415 | 429 | 500 | 503;

/** Ends a request with the plain page for this status. */
export class PageMistake extends Error {
  override readonly name = 'PageMistake';
  readonly status: MistakeStatus;

  constructor(status: MistakeStatus, options?: ErrorOptions) {
    super(`answered ${status}`, options);
    this.status = status;
  }
}

const EXPLAINED: ReadonlySet<number> = new Set([400, 403, 404, 405, 410, 413, 415, 429, 500, 503]);

export const isExplained = (status: number): status is MistakeStatus => EXPLAINED.has(status);
