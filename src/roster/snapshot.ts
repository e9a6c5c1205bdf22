import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FLAGS, type PersonId, ROLES, type RosterData, type UnitId } from './roster.ts';

/** Raised when the shape changes; a file of another schema is refused instead of being half understood. */
export const SCHEMA = 2;

const unitId = z
  .string()
  .min(1)
  .transform((text) => text as UnitId);
const personIdSchema = z
  .string()
  .regex(/^[^A-Z\s]+$/)
  .transform((text) => text as PersonId);

const code = z.string().min(1).exactOptional();

const unit = z.strictObject({
  id: unitId,
  code,
  name: z.string().min(1),
  kind: z.enum(['office', 'unit', 'branch']),
  category: z.string(),
  parent: unitId.nullable(),
  webhook: z.url({ protocol: /^https$/ }).nullable(),
});

const person = z.strictObject({
  id: personIdSchema,
  code,
  account: z
    .string()
    .regex(/^[^A-Z\s]+$/)
    .nullable(),
  name: z.string().min(1),
  home: unitId,
  duties: z.array(z.strictObject({ role: z.enum(ROLES), unit: unitId })),
  flags: z.array(z.enum(FLAGS)),
});

const history = z.strictObject({
  gone: z.array(unit.extend({ title: z.string().min(1) })),
  succeeded: z.array(z.strictObject({ unit: unitId, of: unitId, at: z.int() })),
  moved: z.array(z.strictObject({ unit: unitId, from: unitId, at: z.int() })),
  transferred: z.array(z.strictObject({ person: personIdSchema, from: unitId.nullable(), at: z.int() })),
});

const snapshot = z.strictObject({
  schema: z.literal(SCHEMA),
  version: z.int().positive(),
  at: z.int(),
  units: z.array(unit),
  people: z.array(person),
  former: z.array(person),
  history,
});

/** One version of the roster as it lies on disk. `at` is the instant of its import. */
export type Snapshot = Required<RosterData> & Omit<z.output<typeof snapshot>, keyof RosterData>;

const END = '\n}';

/** What is stored: a JSON object whose last field is its seal, a checksum over the version and all that stands before it. */
export function printSnapshot(content: Snapshot): Buffer {
  const body = Buffer.from(JSON.stringify(content, null, 1).slice(0, -END.length));
  return Buffer.concat([body, sealOf(content.version, body)]);
}

/** The inverse of {@link printSnapshot}. Throws an Error that says what is wrong, in Chinese, without repeating content. */
export function readSnapshot(version: number, bytes: Buffer): Snapshot {
  const raw: unknown = JSON.parse(unseal(version, bytes) + END);
  const later = z.object({ schema: z.int().gt(SCHEMA) }).safeParse(raw);
  if (later.success) throw new Error('是更新版本的群学写的，请升级群学');
  const earlier = z.object({ schema: z.int().lt(SCHEMA) }).safeParse(raw);
  if (earlier.success) throw new Error('是早先版本的群学写的，这一版读不了');
  const read = snapshot.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`内容不合格式（${issue?.path.join('.') || '整体'}）`);
  }
  checkWhole(read.data);
  return read.data;
}

/** What stands before the seal. Throws an Error, in Chinese, when any byte was changed or it is another version's. */
export function unseal(version: number, bytes: Buffer): Buffer {
  const { length } = sealOf(version, bytes.subarray(0, 0));
  const body = bytes.subarray(0, -length);
  if (bytes.subarray(-length).equals(sealOf(version, body))) return body;
  throw new Error('内容和存入时不一样了');
}

function sealOf(version: number, body: Buffer): Buffer {
  const checksum = createHash('sha256').update(`${version}\n`).update(body).digest('hex');
  return Buffer.from(`,\n "seal": "${checksum}"${END}\n`);
}

/** What the {@link Roster} relies on: one root, and every parent, home and duty is a unit of this roster. */
function checkWhole({ units, people }: RosterData): void {
  const ids = new Set(units.map(({ id }) => id));
  const roots = units.filter(({ parent }) => parent === null);
  const named = [
    ...units.flatMap(({ parent }) => parent ?? []),
    ...people.flatMap(({ home, duties }) => [home, ...duties.map(({ unit }) => unit)]),
  ];
  if (roots.length !== 1) throw new Error(`应有一个最上级单位，却有 ${roots.length} 个`);
  const stray = named.find((id) => !ids.has(id));
  if (stray !== undefined) throw new Error(`提到了不存在的单位“${stray}”`);
}
