import { z } from 'zod';
import type { AnyDefinition, RecordOf } from './define.ts';
import type { AnyRecord } from './header.ts';

/** Kinds of records by name. There can be more than the program's own: `records([...RECORDS, another])`. */
export function records<D extends AnyDefinition>(definitions: readonly D[]) {
  const [first, ...others] = definitions.map((definition): D['schema'] => definition.schema);
  if (!first) throw new RangeError('no kinds of records are given');
  const byKind = new Map<string, D>(definitions.map((definition) => [definition.kind, definition]));
  return {
    kinds: definitions.map(({ kind }): D['kind'] => kind),
    /** The shape of a record of any of the kinds. */
    schema: z.discriminatedUnion('kind', [first, ...others]),
    /** Throws a RangeError for a kind that is not among them. */
    definition(kind: D['kind']): D {
      const definition = byKind.get(kind);
      if (!definition) throw new RangeError(`there is no kind of record called ${kind}`);
      return definition;
    },
  };
}

/** Tells the records of some kinds from all others. */
export function oneOf<D extends AnyDefinition>(
  definitions: readonly D[],
): (record: AnyRecord) => record is AnyRecord & RecordOf<D> {
  const kinds = new Set<string>(definitions.map(({ kind }) => kind));
  return (record): record is AnyRecord & RecordOf<D> => kinds.has(record.kind);
}
