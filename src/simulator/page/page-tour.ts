/** Where a guided tour has come to. */
export interface TourState {
  /** Counted from 0; null while nobody is being guided. */
  readonly position: number | null;
  readonly total: number;
  readonly title: string;
  readonly text: string;
  /** Who the visitor is at this step, and in which group; null for the private chat with the bot. */
  readonly place: { readonly me: string; readonly group: string | null } | null;
  /** Ids of the messages this step has brought into that chat. */
  readonly shows: readonly string[];
  /** Why the step did not go as it should, in words for the visitor; null when it did. */
  readonly problem: string | null;
  /** Whether the step is still being performed. */
  readonly busy: boolean;
}

/** A story that is performed step by step while a visitor looks on. */
export interface PageTour {
  readonly state: TourState;
  /** Whether something has been done, so that to begin would mean to begin anew. */
  readonly isTouched: boolean;
  /** The visitor does something of their own. */
  touch(): void;
  /** Begins. Whatever was done before is gone then; the page may be cut off for a moment. */
  begin(): Promise<void>;
  /** Performs the step after `from`; nothing happens when the tour is elsewhere already. */
  next(from: number): Promise<void>;
  leave(): void;
  /** Calls back whenever the state is another. Returns the way to stop. */
  watch(watcher: () => void): () => void;
}
