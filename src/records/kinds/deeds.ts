import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import type { Fact } from '../fact.ts';

/** What people do one by one. Each is a command of the same name. */
export const DEEDS = ['走访', '结对', '谈话', '联系点', '读书', '党课', '联系企业'] as const;
export type Deed = (typeof DEEDS)[number];

interface DeedFact extends Fact {
  /** The doer's home branch at that time. */
  readonly unit: UnitId;
  readonly person: PersonId;
  readonly deed: Deed;
  /** As its list names it, `河东村12户`; a household never by a name. */
  readonly target: string;
  readonly day: Day;
  readonly note: string;
}

/** Somebody has visited, talked, read, taught… */
export interface DeedLogged extends DeedFact {
  readonly kind: 'deed.logged';
  /** What was done there, one of the deed's own words (集体学习 at a contact point); null where that is not asked. */
  readonly act: string | null;
}

/** Somebody means to go there on that day. */
export interface DeedPlanned extends DeedFact {
  readonly kind: 'deed.planned';
}

export type DeedRecord = DeedLogged | DeedPlanned;
export const DEED_KINDS = ['deed.logged', 'deed.planned'] as const satisfies readonly DeedRecord['kind'][];
