import { findTerm, type Term } from '../../campaign/campaign.ts';
import { nameOf, numbered } from '../../campaign/target-list.ts';
import type { Day } from '../../time/zone.ts';
import { type Lean, readDay } from '../arguments.ts';
import { TargetReader } from './target-reader.ts';

/** What somebody told of a deed; what follows what is understood is the note, as it was typed. */
export interface DeedText {
  readonly targets: readonly string[];
  /** Targets that a word may mean, where it may mean several. */
  readonly choice: readonly string[];
  /** A place that households were not named of; empty for none. */
  readonly place: string;
  readonly act: string | null;
  readonly day: Day | undefined;
  readonly note: string;
  /** The note begins with a household that is on no list. */
  readonly stray: boolean;
}

/** How words are told apart, and what days and acts they may be. */
export interface Setting {
  readonly acts: readonly Term[];
  readonly today: Day;
  readonly lean: Lean;
}

const LISTED = /《[^》]*》|[^\s，,、；;。]+/g;
const SPACED = /《[^》]*》|\S+/g;

/** Reads words from the front as long as they are understood: a day and an act here, targets in each heir's way. */
abstract class Head {
  readonly targets = new Set<string>();
  choice: readonly string[] = [];
  act: string | null = null;
  day: Day | undefined;
  /** The word just read was part of a target if more follows, else of the note. */
  protected tentative = false;
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
  }

  abstract get place(): string;
  /** Whether the word is, or belongs to, a target. */
  protected abstract takeTarget(word: string): boolean;

  read(rest: string, pattern: RegExp): DeedText {
    let noteFrom = 0;
    for (const { 0: word, index } of rest.matchAll(pattern)) {
      this.tentative = false;
      if (!this.#take(word)) break;
      if (!this.tentative) noteFrom = index + word.length;
    }
    const note = rest
      .slice(noteFrom)
      .replace(/^[\s，,、；;。]+/, '')
      .trim();
    const { choice, place, act, day } = this;
    const stray = /^\d{1,4}户(\s|$)/.test(note.normalize('NFKC'));
    return { targets: [...this.targets], choice, place, act, day, note, stray };
  }

  #take(word: string): boolean {
    // `3-5` is a day; `12号` may be somebody to talk to.
    if (/月|^\d{1,2}[-/]\d{1,2}$|^\d{4}-/.test(word) && this.#takeDay(word)) return true;
    return this.#takeAct(word) || this.takeTarget(word) || this.#takeDay(word);
  }

  #takeAct(word: string): boolean {
    const term = this.act === null ? findTerm(this.#setting.acts, word) : undefined;
    this.act ??= term?.name ?? null;
    return term !== undefined;
  }

  #takeDay(word: string): boolean {
    if (this.day !== undefined) return false;
    this.day = readDay(word.normalize('NFKC'), this.#setting.today, this.#setting.lean);
    return this.day !== undefined;
  }
}

class ListedHead extends Head {
  readonly #reader: TargetReader;
  /** The target just read, in case it is the place of what comes next. */
  #last = '';

  constructor(setting: Setting, targets: readonly string[]) {
    super(setting);
    this.#reader = new TargetReader(targets);
  }

  get place(): string {
    return this.#reader.place;
  }

  protected takeTarget(word: string): boolean {
    const reading = this.#reader.read(word);
    if (!reading) return false;
    if (reading.kind === 'place') {
      this.tentative = this.targets.size > 0;
      return true;
    }
    if (reading.kind === 'choice') {
      if (this.targets.size === 0) this.choice = reading.targets;
      return this.targets.size === 0;
    }
    // In a note, part of a name may have got there by chance.
    if (reading.partly && this.targets.size > 0)
      return reading.targets.every((each) => this.targets.has(each));
    this.#add(reading.targets);
    return true;
  }

  /** `河东村 12户` is the household and not the village too. */
  #add(targets: readonly string[]): void {
    const [first = ''] = targets;
    if (this.#last !== '' && numbered(first)?.place === this.#last) this.targets.delete(this.#last);
    for (const target of targets) this.targets.add(target);
    this.#last = first;
  }
}

class NamedHead extends Head {
  readonly place = '';

  protected takeTarget(word: string): boolean {
    if (this.targets.size > 0) return false;
    this.targets.add(word.replace(/[《》]/g, '').trim());
    return true;
  }
}

class HouseholdHead extends Head {
  place = '';

  protected takeTarget(word: string): boolean {
    const row = numbered(word.normalize('NFKC'));
    const isHousehold = row !== undefined && (row.suffix === '户' || row.suffix === '号');
    if (isHousehold && (row.place || this.place) !== '') {
      this.place = row.place || this.place;
      this.targets.add(nameOf({ ...row, place: this.place, suffix: '户' }));
      return true;
    }
    if (row || this.place !== '') return false;
    this.place = word;
    return true;
  }
}

/** Reads targets of a list, an act and a day, in any order. */
export const readListed = (rest: string, setting: Setting, targets: readonly string[]): DeedText =>
  new ListedHead(setting, targets).read(rest, LISTED);

/** Reads one target in the speaker's own words. */
export const readNamed = (rest: string, setting: Setting): DeedText =>
  new NamedHead(setting).read(rest, SPACED);

/** Reads households, each a place and a number: `河东村 12户 13户`, `河东村12户`. */
export const readHouseholds = (rest: string, setting: Setting): DeedText =>
  new HouseholdHead(setting).read(rest, LISTED);
