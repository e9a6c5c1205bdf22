import type { Requirement } from '../../campaign/campaign.ts';
import { type Dues, duesOf } from '../../progress/dues.ts';
import {
  type Coverage,
  type Progress,
  type Rollup,
  type Standing,
  type Status,
  statusOf,
} from '../../progress/progress.ts';
import type { Unit } from '../../roster/roster.ts';
import { CALLS, isForum, isMobilization } from './kinds.ts';

/** The part of a summary a requirement is told in. */
export type Part = 'organisation' | 'study' | 'hearing' | 'mending';

/** A requirement and how far it is met: by the unit itself (`own`), or by how many of those it is laid on. */
export interface Asked {
  readonly requirement: Requirement;
  readonly part: Part;
  readonly status: Status;
  readonly own: boolean;
  readonly have: number;
  readonly need: number;
  readonly counter: string;
  readonly dues: Dues;
}

/** What is asked of the unit, its branches and its people, in the campaign's order. Supervising others is not the unit's doing. */
export function askedOf(progress: Progress, unit: Unit): Asked[] {
  const { campaign, roster } = progress;
  const isLeaf = roster.children(unit.id).length === 0;
  const onUnits = isLeaf
    ? progress.forUnit(unit.id).map((standing) => ownOf(standing))
    : progress.rollup(unit.id).map((rollup) => rolledUp(progress, unit, rollup));
  const onPeople = progress.coverage(unit.id).map((coverage) => counted(coverage, '人'));
  const all = new Map([...onUnits, ...onPeople].map((each) => [each.requirement, each]));
  return campaign.requirements.flatMap((requirement) => {
    const found = all.get(requirement);
    return found && !isSupervision(requirement) ? [found] : [];
  });
}

function rolledUp(progress: Progress, unit: Unit, rollup: Rollup): Asked {
  const [first, ...others] = rollup.asked;
  if (first === unit.id && others.length === 0)
    return ownOf(progress.standing(rollup.requirement, { kind: 'unit', unit: unit.id }));
  const counter = rollup.requirement.each === 'branch' ? '个支部' : '个单位';
  return counted(rollup, counter);
}

function counted({ requirement, dues, ...found }: Rollup | Coverage, counter: string): Asked {
  const [have, need] = [found.met.length, found.asked.length - found.waived.length];
  const status = statusOf(found);
  return { requirement, part: partOf(requirement), status, own: false, have, need, counter, dues };
}

const ownOf = ({ requirement, status, have, need, ...standing }: Standing): Asked => ({
  requirement,
  part: partOf(requirement),
  status,
  own: true,
  have,
  need,
  counter: requirement.measure.counter,
  dues: duesOf([{ status, ...standing }]),
});

function isSupervision({ where: { role }, measure }: Requirement): boolean {
  return measure.measure === 'lookpoints' || (role.length > 0 && role.every((each) => each === 'supervisor'));
}

const BY_MEASURE: Readonly<Record<string, Part>> = {
  documents: 'organisation',
  order: 'organisation',
  share: 'organisation',
  appraisal: 'hearing',
  opinions: 'hearing',
  'opinion-reach': 'hearing',
  checklist: 'mending',
  pipeline: 'mending',
};

function partOf({ measure: { measure, hint } }: Requirement): Part {
  const { activity = '', deed = '' } = hint;
  if (deed === '联系点' || isMobilization(activity)) return 'organisation';
  if (CALLS.some((call) => call === deed) || isForum(activity)) return 'hearing';
  return BY_MEASURE[measure] ?? 'study';
}
