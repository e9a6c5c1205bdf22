import { PlatformError } from '../../simulator/errors.ts';
import { explain } from '../../simulator/page/page-say.ts';
import type { PageTour, TourState } from '../../simulator/page/page-tour.ts';
import type { Performer } from './performer.ts';
import type { Step } from './step.ts';

export interface TourOptions {
  readonly steps: readonly Step[];
  readonly performer: Pick<Performer, 'groupOf' | 'perform'>;
  /** Makes everything as it was before anybody came, and begins the tour there. */
  startOver(): Promise<void>;
}

const NOWHERE = { title: '', text: '', place: null, shows: [], problem: null, busy: false };

/** Leads through the steps, one after the other. There is one tour for all pages that are open. */
export class Tour implements PageTour {
  readonly #options: TourOptions;
  readonly #watchers = new Set<() => void>();
  #state: TourState;
  #touched = false;
  #left = 0;

  constructor(options: TourOptions) {
    this.#options = options;
    this.#state = { ...NOWHERE, position: null, total: options.steps.length };
  }

  get state(): TourState {
    return this.#state;
  }

  get isTouched(): boolean {
    return this.#touched || (this.#state.position ?? 0) > 0;
  }

  touch(): void {
    this.#touched = true;
  }

  async begin(): Promise<void> {
    if (this.#state.busy) return;
    if (this.isTouched) return void this.#options.startOver();
    await this.#go(0);
  }

  async next(from: number): Promise<void> {
    const { position, total, busy } = this.#state;
    if (position !== from || busy) return;
    if (position + 1 >= total) return this.leave();
    await this.#go(position + 1);
  }

  leave(): void {
    const { position, total } = this.#state;
    if ((position ?? 0) > 0) this.#touched = true;
    this.#left++;
    this.#change({ ...NOWHERE, position: null, total });
  }

  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async #go(position: number): Promise<void> {
    const step = this.#options.steps[position];
    if (!step) return;
    const { performer } = this.#options;
    const { title, text, me } = step;
    const group = performer.groupOf(step.in);
    const place = { me, group };
    const leaving = this.#left;
    const about = { position, total: this.#state.total, title, text, place };
    this.#change({ ...about, shows: [], problem: null, busy: step.acts.length > 0 });
    const { shows, problem } = await this.#perform(step);
    if (leaving === this.#left) this.#change({ ...about, shows, problem, busy: false });
  }

  /** A step that fails is said to have failed, and the tour goes on. */
  async #perform(step: Step): Promise<{ shows: readonly string[]; problem: string | null }> {
    try {
      return { shows: await this.#options.performer.perform(step), problem: null };
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      return { shows: [], problem: `这一步没有成功：${explain(error).message}` };
    }
  }

  #change(state: TourState): void {
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}
