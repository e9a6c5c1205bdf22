import type {
  CheckAnswered,
  ExemplarNamed,
  FollowUpRecord,
  ItemMoved,
  ItemOpened,
  LedgerRecord,
  LookNoted,
  RecordId,
  UnitNudged,
} from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import { Shelf } from './shelf.ts';
import { type Succession, UnitShelf } from './unit-shelf.ts';

/** A record with the number people call it by: the how manieth of its kind, those taken back included. */
export interface Numbered<R> {
  readonly number: number;
  readonly record: R;
}

/** Answers to checklists, items of pipelines, what supervisors noted and exemplars; folded from the journal. */
export class FollowUpsState {
  readonly #isLive: (record: LedgerRecord) => boolean;
  readonly #answers: UnitShelf<CheckAnswered>;
  readonly #items: UnitShelf<ItemOpened>;
  readonly #moves = new Shelf<RecordId, ItemMoved>();
  readonly #looks: UnitShelf<LookNoted>;
  readonly #nudges: UnitShelf<UnitNudged>;
  readonly #exemplars = new Shelf<'all', ExemplarNamed>();
  readonly #honours = new Shelf<RecordId, ExemplarNamed>();

  constructor(isLive: (record: LedgerRecord) => boolean, lineOf: Succession['lineOfSuccession']) {
    this.#isLive = isLive;
    this.#answers = new UnitShelf(lineOf);
    this.#items = new UnitShelf(lineOf);
    this.#looks = new UnitShelf(lineOf);
    this.#nudges = new UnitShelf(lineOf);
  }

  /** Expects each record once. */
  add(record: FollowUpRecord): void {
    switch (record.kind) {
      case 'check.answered':
        this.#answers.add(record.unit, record);
        break;
      case 'item.opened':
        this.#items.add(record.holder, record);
        break;
      case 'item.moved':
        this.#moves.add(record.item, record);
        break;
      case 'look.noted':
        this.#looks.add(record.about, record);
        break;
      case 'unit.nudged':
        this.#nudges.add(record.about, record);
        break;
      case 'exemplar.named':
        if (record.nomination === null) this.#exemplars.add('all', record);
        else this.#honours.add(record.nomination, record);
        break;
      default:
        record satisfies never;
    }
  }

  /** The unit's last word on the point, and the last word of each whose place it has taken, its own first. */
  answers(unit: UnitId, checklist: string, point: string): readonly CheckAnswered[] {
    const isMeant = (record: CheckAnswered): boolean =>
      record.checklist === checklist && record.point === point && this.#isLive(record);
    return this.#answers.byUnit(unit).flatMap((said) => said.findLast(isMeant) ?? []);
  }

  /** Items numbered under this unit. */
  itemsOf(holder: UnitId, pipeline: string): readonly Numbered<ItemOpened>[] {
    return this.#standing(this.#items.get(holder).filter((record) => record.pipeline === pipeline));
  }

  /** Each step the item has taken, oldest first. */
  movesOf(item: RecordId): readonly ItemMoved[] {
    return this.#moves.get(item).filter(this.#isLive);
  }

  /** Where the item has come to; undefined while it has not moved. */
  lastMove(item: RecordId): ItemMoved | undefined {
    return this.#moves.get(item).findLast(this.#isLive);
  }

  /** What supervisors noted about the unit, oldest first. */
  looksAt(unit: UnitId): readonly LookNoted[] {
    return this.#looks.get(unit).filter(this.#isLive);
  }

  /** Every time the unit was urged on, oldest first. */
  nudgesOf(unit: UnitId): readonly UnitNudged[] {
    return this.#nudges.get(unit).filter(this.#isLive);
  }

  nominations(): readonly Numbered<ExemplarNamed>[] {
    return this.#standing(this.#exemplars.get('all'));
  }

  /** Whether and when the nomination was honoured. */
  honourOf(nomination: RecordId): ExemplarNamed | undefined {
    return this.#honours.get(nomination).findLast(this.#isLive);
  }

  #standing<R extends LedgerRecord>(records: readonly R[]): readonly Numbered<R>[] {
    return records
      .map((record, index) => ({ number: index + 1, record }))
      .filter(({ record }) => this.#isLive(record));
  }
}
