import { z } from 'zod';
import type { ArchivePolicy, ArchiveView, Withheld } from './archive.ts';
import type { Immutable } from './fields.ts';
import { type AnyRecord, header } from './header.ts';
import type { Teller } from './teller.ts';

// What definitions are written with, for one line of import.
export * from './fields.ts';
export { joined, type Teller } from './teller.ts';

/** Whether and by whom a record can be taken back. */
export type Undo =
  | 'never'
  | {
      /** `secretary`: the author, or for a reason whoever may correct the branch's records. */
      readonly by: 'author' | 'secretary';
      /** What people call it when they take it back. The first is also the command that does it anew. */
      readonly words: readonly [string, ...string[]];
    };

type FullShape<K extends string, S extends z.ZodRawShape> = typeof header & { kind: z.ZodLiteral<K> } & S;

type RecordType<K extends string, S extends z.ZodRawShape> = AnyRecord & { readonly kind: K } & Immutable<
    z.output<z.ZodObject<FullShape<K, S>>>
  >;

/** All that there is to know of a kind of record. */
interface Parts<K extends string, S extends z.ZodRawShape, U extends Undo, Kept extends object> {
  /** The fields beside the header. */
  readonly shape: S & { readonly [Field in keyof typeof header | 'kind']?: never };
  /** What the kind is called. */
  readonly label: string;
  /** What happened, in plain words; not who noted it when. */
  readonly tells: (record: RecordType<K, S>, teller: Teller) => string;
  readonly undo: U;
  readonly archive: ArchivePolicy<RecordType<K, S>, Kept>;
}

/** A kind of record, whichever it is. The functions throw a TypeError for a record of another kind. */
export interface AnyDefinition {
  readonly kind: string;
  readonly label: string;
  readonly undo: Undo;
  /** Loose: a field that a later version adds is kept, not refused. */
  readonly schema: z.ZodObject<typeof header & { kind: z.ZodLiteral<string> }>;
  is(record: AnyRecord): boolean;
  tells(record: AnyRecord, teller: Teller): string;
  /** What must not go into an archive; undefined when all of it may. */
  withheld(record: AnyRecord, view: ArchiveView): Withheld | undefined;
}

/** A kind of record that is known by its name and its fields. */
export interface Definition<K extends string, S extends z.ZodRawShape, U extends Undo> extends AnyDefinition {
  readonly kind: K;
  readonly undo: U;
  readonly schema: z.ZodObject<FullShape<K, S>>;
  is(record: AnyRecord): record is RecordType<K, S>;
}

/** The record that a definition defines. */
export type RecordOf<D extends AnyDefinition> = Immutable<z.output<D['schema']>>;

/** Defines a kind of record, once for all rooms. */
export function defineRecord<
  const K extends string,
  S extends z.ZodRawShape,
  const U extends Undo,
  Kept extends object,
>(kind: K, { shape, label, tells, undo, archive }: Parts<K, S, U, Kept>): Definition<K, S, U> {
  const is = (record: AnyRecord): record is RecordType<K, S> => record.kind === kind;
  const own = (record: AnyRecord): RecordType<K, S> => {
    if (is(record)) return record;
    throw new TypeError(`a record of kind ${record.kind} is not of kind ${kind}`);
  };
  const withheld = (record: RecordType<K, S>, view: ArchiveView): Withheld | undefined => {
    if (archive === 'open') return undefined;
    const why = archive.why(record, view);
    if (why === undefined) return undefined;
    if (archive.withholds === 'whole') return { extent: 'whole', why };
    const { id, at, by, unit } = record;
    const kept = archive.keeps(record);
    return {
      extent: 'part',
      why,
      kept: { id, at, by, unit, kind, ...kept },
      tellKept: (teller) => archive.tells(kept, teller),
    };
  };
  return {
    kind,
    label,
    undo,
    schema: z.looseObject({ ...header, kind: z.literal(kind), ...shape }),
    is,
    tells: (record, teller) => tells(own(record), teller),
    withheld: (record, view) => withheld(own(record), view),
  };
}
