import type { Card } from '../journal/outgoing.ts';
import type { FileContents, StoredFile } from '../records/records.ts';
import type { PersonId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';

/** A file that came with a message: already fetched, stored and read, or the reason why it could not be. */
export type ReceivedFile =
  | { readonly ok: true; readonly file: StoredFile; readonly contents: FileContents }
  | {
      readonly ok: false;
      readonly why: 'too-large' | 'expired' | 'forbidden' | 'unreadable' | 'store-failed';
    };

export type Chat =
  | { readonly kind: 'group'; readonly id: string }
  /** `id` is what this chat is written to by; null where the platform lets nobody write to it unasked. */
  | { readonly kind: 'single'; readonly id: string | null };

/** What somebody said, whatever road it came by. */
export interface Message {
  /** The platform's id of this message; the same id again is the same message. */
  readonly id: string;
  /** Always the platform's word for who is speaking, never anything typed in the text. */
  readonly from: PersonId;
  readonly chat: Chat;
  /** As typed, mention and all; after a tap, what the tapped choice says. */
  readonly text: string;
  readonly quote: { readonly text: string; readonly files: readonly ReceivedFile[] } | null;
  readonly files: readonly ReceivedFile[];
  /** The id of the card that was tapped, null for what was typed. */
  readonly tapped: string | null;
  readonly at: Instant;
}

/** Safe markdown, as long as it needs to be, and a card beside it: what was tapped as it looks now, or something new to tap. */
export interface Reply {
  readonly text: string;
  readonly card: Card | null;
  /** Whatever was wanted has not happened: to be said in words, also where the tapped card changes. */
  readonly refused?: boolean;
}

/** What the platform's edge asks of the domain. */
export interface Conversation {
  /** Answers a message. The same id, at once or later, gives the same answer. Never rejects. */
  answer(message: Message): Promise<Reply>;
  /** Somebody opened the private chat for the first time today. Never rejects. */
  greet(person: PersonId): Promise<string>;
}
