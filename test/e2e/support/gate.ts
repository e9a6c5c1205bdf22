import { WatchedDisk } from '../../journal/watched-disk.ts';

/** A disk that lets no ledger line become durable while it is held. */
export class GatedDisk extends WatchedDisk {
  #gate = Promise.withResolvers<void>();
  #arrived = Promise.withResolvers<void>();

  constructor() {
    super();
    this.#gate.resolve();
  }

  hold(): void {
    this.#gate = Promise.withResolvers();
    this.#arrived = Promise.withResolvers();
    const [gate, arrived] = [this.#gate, this.#arrived];
    this.before = (operation, path) => {
      if (operation !== 'datasync' || !path.endsWith('.jsonl')) return;
      arrived.resolve();
      return gate.promise;
    };
  }

  /** Resolves when a line stands before the gate. */
  get arrived(): Promise<void> {
    return this.#arrived.promise;
  }

  release(): void {
    this.heal();
    this.#gate.resolve();
  }
}
