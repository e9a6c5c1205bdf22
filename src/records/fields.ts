import { z } from 'zod';
import { type Day, isDay } from '../time/zone.ts';
import type { FileHash, PersonId, RecordId, UnitId } from './ids.ts';

type Plain = string | number | boolean | null | undefined;

/** The same, readonly all the way down. */
export type Immutable<T> = T extends Plain ? T : { readonly [K in keyof T]: Immutable<T[K]> };

/** What a field holds. */
export type Held<T extends z.ZodType> = Immutable<z.output<T>>;

/** An object inside a record. A field that a later version adds is kept, not refused. */
export const object = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S> => z.looseObject(shape);

export const person = z.custom<PersonId>((value) => typeof value === 'string');
export const recordId = z.custom<RecordId>((value) => typeof value === 'string');
export const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
export const fileHash = z.custom<FileHash>(
  (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
);
// A lone surrogate has no bytes of its own, so two such units would look alike once they are written down.
export const unit = z.custom<UnitId>(
  (value) => typeof value === 'string' && value !== '' && value.isWellFormed(),
);
export const text = z.string();
/** Milliseconds since the epoch. */
export const instant = z.number();
export const minutes = z.number();
