import { nearest } from '../wording/nearest.ts';
import { quoted } from './text.ts';
import { ROLE_WORDS, type RolesRead, type RoleWord, type Slip, toRoleWord, unknown } from './words.ts';

const SEPARATORS = /^[、,;/\s)]+/;
const WORD = /^[^、,;/\s():]+/;
const LIST_OPENS = /^\s*[(:]\s*/;
const ENDS = /^(?:[、,;/\s)]|$)/;
const SUPERVISOR_EXAMPLE = '写明所督导的单位，如：督导（县教育局、县卫生局）';

/**
 * Several roles, separated by 、，,;/ or spaces; 督导 carries its units in brackets or after a colon.
 * Expects clean text; `units` are the names that may be supervised.
 */
export function readRoles(cell: string, units: readonly string[]): RolesRead {
  return new RoleReader(units).read(cell);
}

class RoleReader {
  readonly #units: readonly string[];
  readonly #words = new Set<RoleWord>();
  readonly #supervised: string[] = [];
  readonly #slips: Slip[] = [];
  #rest = '';
  #listing = false;

  constructor(units: readonly string[]) {
    this.#units = units;
  }

  read(cell: string): RolesRead {
    this.#rest = cell.replace(SEPARATORS, '');
    while (this.#rest !== '') {
      if (!this.#takeUnit()) this.#takeWord();
      this.#skipSeparators();
    }
    this.#checkWhole();
    return { words: this.#words, supervised: [...new Set(this.#supervised)], slips: this.#slips };
  }

  /** The longest known name that stands here whole: a unit may be called 县委、县政府办公室 or 县图书馆(总馆). */
  #takeUnit(): boolean {
    if (!this.#listing) return false;
    const rest = this.#rest;
    const [unit] = this.#units
      .filter((name) => rest.startsWith(name) && ENDS.test(rest.slice(name.length)))
      .toSorted((a, b) => b.length - a.length);
    if (unit === undefined) return false;
    this.#supervised.push(unit);
    this.#rest = rest.slice(unit.length);
    return true;
  }

  #takeWord(): void {
    const text = WORD.exec(this.#rest)?.[0] ?? this.#rest;
    this.#rest = this.#rest.slice(text.length);
    const word = toRoleWord(text);
    if (word) this.#accept(word);
    else this.#refuse(text);
  }

  #accept(word: RoleWord): void {
    this.#words.add(word);
    this.#listing = word === '督导' && LIST_OPENS.test(this.#rest);
    if (this.#listing) this.#rest = this.#rest.replace(LIST_OPENS, '');
  }

  #refuse(text: string): void {
    if (!this.#listing) {
      this.#slips.push(unknown('角色', text, ROLE_WORDS));
      return;
    }
    const likely = nearest(text, this.#units);
    const allowed = likely ? `您要填的是不是“${likely}”？` : '“单位”一列中有的名称';
    this.#slips.push({ problem: `督导的单位${quoted(text)}不在名册里`, allowed });
    // Counted as named, so that one slip is not told twice.
    this.#supervised.push(text);
  }

  #skipSeparators(): void {
    const gap = SEPARATORS.exec(this.#rest)?.[0] ?? '';
    this.#rest = this.#rest.slice(gap.length);
    if (gap.includes(')')) this.#listing = false;
  }

  #checkWhole(): void {
    if (this.#words.has('督导') && this.#supervised.length === 0)
      this.#slips.push({ problem: '督导没有写明单位', allowed: SUPERVISOR_EXAMPLE });
    if (this.#words.has('党员') && this.#words.has('群众'))
      this.#slips.push({ problem: '同时填了党员和群众', allowed: '只填其中一个' });
  }
}
