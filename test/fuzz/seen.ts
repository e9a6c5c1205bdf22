import type { Dice } from './dice.ts';

/** A card as somebody could tap it. */
export interface SeenCard {
  readonly task: string;
  readonly keys: readonly string[];
}

const MOST = 60;
/** So few that several messages are about the same. */
const FEW = 3;
const NO_CARD = { task: 'session-0123456789abcdef@0123456789ab', keys: ['/签到'] };

/**
 * What people have read in answers so far, and may say or tap again. However much that is, the dice are thrown as often: what the bot
 * gives out by chance must not change what is made of a seed, but for the very words.
 */
export class Seen {
  #words: string[] = [];
  #numbers: string[] = [];
  #receipts: string[] = [];
  #cards: SeenCard[] = [];

  read(text: string): void {
    const words = text.match(/\d{1,5}/g) ?? [];
    this.#words = latest(this.#words, words.slice(0, 5), MOST);
    this.#numbers = latest(this.#numbers, /^✅.*编号 (\d{4,5})/.exec(text)?.slice(1) ?? [], FEW);
    this.#receipts = latest(
      this.#receipts,
      /回执词.*?\*\*(\p{Script=Han}{9})\*\*/u.exec(text)?.slice(1) ?? [],
      FEW,
    );
  }

  show(card: SeenCard): void {
    this.#cards = [...this.#cards.filter(({ task }) => task !== card.task), card].slice(-MOST);
  }

  /** Some number that stood in an answer. */
  word(dice: Dice): string {
    return at(this.#words, dice.next()) ?? '1';
  }

  /** The number of an opinion. */
  number(dice: Dice): string {
    return at(this.#numbers, dice.next()) ?? '1001';
  }

  /** What whoever spoke without a name follows it by. */
  receipt(dice: Dice): string {
    return at(this.#receipts, dice.next()) ?? '春风秋月夏雨冬雪山';
  }

  /** A button that was shown. */
  tap(dice: Dice): { readonly task: string; readonly key: string } {
    const { task, keys } = at(this.#cards, dice.next()) ?? NO_CARD;
    return { task, key: at(keys, dice.next()) ?? '' };
  }
}

const at = <T>(values: readonly T[], where: number): T | undefined =>
  values[Math.floor(where * values.length)];

const latest = (known: readonly string[], more: readonly string[], most: number): string[] =>
  [...new Set([...known, ...more])].slice(-most);
