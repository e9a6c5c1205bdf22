import type { StoredFile } from '../ledger/records.ts';
import type { PersonId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';

/** A file that came with a message: already fetched and stored, or the reason why it could not be. */
export type ReceivedFile =
  | { readonly ok: true; readonly file: StoredFile }
  | {
      readonly ok: false;
      readonly why: 'too-large' | 'expired' | 'forbidden' | 'unreadable' | 'store-failed';
    };

export type Chat = { readonly kind: 'group'; readonly id: string } | { readonly kind: 'single' };

/** What somebody said, whatever road it came by. */
export interface Message {
  /** The platform's id of this message; the same id again is the same message. */
  readonly id: string;
  /** Always the platform's word for who is speaking, never anything typed in the text. */
  readonly from: PersonId;
  readonly chat: Chat;
  /** As typed, mention and all. */
  readonly text: string;
  readonly quote: { readonly text: string; readonly files: readonly ReceivedFile[] } | null;
  readonly files: readonly ReceivedFile[];
  readonly at: Instant;
}

/** What the platform's edge asks of the domain. Replies are safe markdown, as long as they need to be. */
export interface Conversation {
  /** Answers a message. The same id, at once or later, gives the same answer. Never rejects. */
  answer(message: Message): Promise<string>;
  /** Somebody opened the private chat for the first time today. Never rejects. */
  greet(person: PersonId): Promise<string>;
}
