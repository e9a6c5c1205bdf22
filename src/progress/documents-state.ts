import type {
  DocumentRecord,
  DocumentReviewed,
  DocumentSent,
  LedgerRecord,
  PhaseAdvanced,
  PhaseConsented,
  RecordId,
} from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import { Shelf } from './shelf.ts';
import { type Succession, UnitShelf } from './unit-shelf.ts';

/** Documents, what was decided about them, and how far the phases are; folded from the journal. */
export class DocumentsState {
  readonly #isLive: (record: LedgerRecord) => boolean;
  readonly #all = new Shelf<'all', DocumentSent>();
  readonly #byUnit: UnitShelf<DocumentSent>;
  readonly #reviews = new Shelf<RecordId, DocumentReviewed>();
  readonly #consents = new Shelf<string, PhaseConsented>();
  readonly #advances = new Shelf<string, PhaseAdvanced>();

  constructor(isLive: (record: LedgerRecord) => boolean, lineOf: Succession['lineOfSuccession']) {
    this.#isLive = isLive;
    this.#byUnit = new UnitShelf(lineOf);
  }

  add(record: DocumentRecord): void {
    switch (record.kind) {
      case 'document.sent':
        this.#all.add('all', record);
        this.#byUnit.add(record.unit, record);
        break;
      case 'document.reviewed':
        this.#reviews.add(record.document, record);
        break;
      case 'phase.consented':
        this.#consents.add(record.phase, record);
        break;
      case 'phase.advanced':
        this.#advances.add(record.phase, record);
        break;
      default:
        record satisfies never;
    }
  }

  /** Every version that stands, in the order of their numbers. */
  registered(): readonly DocumentSent[] {
    return this.#all
      .get('all')
      .filter(this.#isLive)
      .toSorted((a, b) => a.number - b.number);
  }

  /** The number the next version is registered under. Those taken back keep theirs, so that it never comes to mean another. */
  get nextNumber(): number {
    return this.#all.get('all').reduce((highest, { number }) => Math.max(highest, number), 0) + 1;
  }

  /** The same, apart: the unit's own first, then those of each whose place it has taken. */
  versionsBySender(unit: UnitId, type: string): readonly (readonly DocumentSent[])[] {
    return this.#byUnit
      .byUnit(unit)
      .map((sent) => this.#standing(sent, type))
      .filter(({ length }) => length > 0);
  }

  #standing(sent: readonly DocumentSent[], type: string): readonly DocumentSent[] {
    return sent
      .filter((document) => document.type === type && this.#isLive(document))
      .toSorted((a, b) => a.version - b.version);
  }

  /** The newest version of this type that the same unit sent, whatever has become of it. */
  newestLike({ unit, type }: DocumentSent): DocumentSent | undefined {
    return this.versionsBySender(unit, type)[0]?.at(-1);
  }

  /** How many versions the unit ever sent of this type, those taken back included. */
  countOf(unit: UnitId, type: string): number {
    return this.#byUnit.get(unit).filter((document) => document.type === type).length;
  }

  /** The unit's versions of the type that stand, oldest first. */
  versionsOf(unit: UnitId, type: string): readonly DocumentSent[] {
    return this.#standing(this.#byUnit.get(unit), type);
  }

  /** What was decided about the version, oldest first. */
  reviewsOf(document: RecordId): readonly DocumentReviewed[] {
    return this.#reviews.get(document).filter(this.#isLive);
  }

  consentTo(phase: string): PhaseConsented | undefined {
    return this.#consents.get(phase).findLast(this.#isLive);
  }

  /** When and by whom the phase was ended; undefined while it lasts or has not begun. */
  endOf(phase: string): PhaseAdvanced | undefined {
    return this.#advances.get(phase).findLast(this.#isLive);
  }
}
