import type { UnitId } from '../records/ids.ts';

export type UnitKind = 'office' | 'unit' | 'branch';

/** A unit as it is stored. */
export interface UnitData {
  /** Who it is: given once, kept through every change of name, parent and people. */
  readonly id: UnitId;
  /** The clerk's own 编号, where there is one. */
  readonly code?: string;
  readonly name: string;
  readonly kind: UnitKind;
  /** 机关, 事业单位, 乡镇… in the office's own words; a branch inherits its unit's. */
  readonly category: string;
  /** null only for the office, the root. */
  readonly parent: UnitId | null;
  /** Address of the group's webhook robot. A secret: its key lets anyone post. */
  readonly webhook: string | null;
}
