import { nearest } from '../wording/nearest.ts';
import type { Command } from './command.ts';

/** Finds commands by any of their names. Throws when two commands claim the same name. */
export class Registry {
  readonly commands: readonly Command[];
  readonly #byWord = new Map<string, Command>();

  constructor(commands: readonly Command[]) {
    this.commands = commands;
    for (const command of commands)
      for (const word of [command.name, ...command.aliases]) {
        const taken = this.#byWord.get(word);
        if (taken) throw new Error(`both ${taken.name} and ${command.name} are called ${word}`);
        this.#byWord.set(word, command);
      }
  }

  find(word: string): Command | undefined {
    return this.#byWord.get(word.normalize('NFKC').toLowerCase());
  }

  nameOf = (word: string): string | undefined => this.find(word)?.name;

  /** The command somebody may have meant. Two-letter initials are too short to be guessed at. */
  near(word: string): Command | undefined {
    const guessable = this.#byWord.keys().filter((each) => !/^[a-z]{1,3}$/.test(each) && each.length > 1);
    const near = nearest(word.normalize('NFKC').toLowerCase(), guessable);
    return near === undefined ? undefined : this.#byWord.get(near);
  }
}
