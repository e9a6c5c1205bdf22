import type { Attachment, ChatMessage } from '../chat.ts';
import type { Upgrade } from '../listen.ts';
import type { Sender, Tap } from './callback-body.ts';

/** What came of something said. */
export interface Answer {
  readonly msgid: string;
  /** The message as it stands in the chat; null for an event. */
  readonly message: ChatMessage | null;
  /** False where WeCom does not tell the bot: no mention in a group, or a bare picture or file there. */
  readonly delivered: boolean;
  /** Whether the bot answered at all. */
  readonly answered: boolean;
  readonly text: string;
  readonly images: readonly Attachment[];
  /** Whether the answer was not finished at once. */
  readonly streamed: boolean;
  /** How often the answer was renewed after its first state. */
  readonly refreshes: number;
  /** The message of the card that came with the answer; null when none did. */
  readonly card: ChatMessage | null;
}

/** What came of a tap. */
export interface Tapped {
  readonly msgid: string;
  /** The message of the card as it looks now, null when it was left as it is. */
  readonly card: ChatMessage | null;
}

/** A message on its way to the bot. */
export interface Delivery {
  readonly sender: Sender;
  readonly message: ChatMessage;
  readonly quoted: ChatMessage | undefined;
}

/** How the platform and the bot speak with each other: by calls to an address, or over a connection. */
export interface Road {
  deliver(delivery: Delivery): Promise<Answer>;
  /** Delivers once more what was delivered under this msgid. */
  repeat(msgid: string): Promise<Answer>;
  enterChat(sender: Sender): Promise<Answer>;
  /** Somebody taps a button of the card in this message. */
  tap(sender: Sender, message: ChatMessage, tap: Tap): Promise<Tapped>;
}

/** How a bot may break off, be put out or not be heard; only a bot that holds a connection has one. */
export interface ConnectionControls {
  /** The number of the connection that lives now, counted from 1; undefined while there is none. */
  readonly connection: number | undefined;
  /** Breaks the connection off, as a network does. */
  drop(): void;
  /** Another program has subscribed with the same bot. */
  kick(): void;
  /** From now on the platform hears nothing and says nothing, though the connection stands; or does so again. */
  mute(on: boolean): void;
}

/** The platform's side towards a bot, which depends on the mode the bot is in. */
export interface Side {
  readonly road: Road;
  readonly line: ConnectionControls | undefined;
  /** Takes clients that want to connect; undefined where none may. */
  readonly upgrade: Upgrade | undefined;
  /** The check made when a callback address is saved. */
  verify(): Promise<void>;
  close(): void;
}

/** An answer that said nothing. */
export function silence(msgid: string, message: ChatMessage | null, delivered: boolean): Answer {
  return {
    msgid,
    message,
    delivered,
    answered: false,
    text: '',
    images: [],
    streamed: false,
    refreshes: 0,
    card: null,
  };
}
