import type { Standing } from '../../progress/progress.ts';
import type { Deed } from '../../records/kinds/deeds.ts';
import type { View } from '../../wording/wording.ts';
import type { Context } from '../command.ts';
import { noteLines, openNotes, standingLine } from '../standing-lines.ts';

/** Requirements that a reply names. */
const MOST = 3;

/** Where the speaker, and the speaker's unit, stand on what this deed counts for. */
export function deedStandings(context: Context, deed: Deed): Standing[] {
  const { progress, person, roster } = context;
  const lineage = [...roster.lineage(person.home)];
  const unit = lineage.find(({ kind }) => kind === 'unit') ?? roster.root;
  const ofUnits = [
    ...progress.forUnit(person.home).filter(({ requirement }) => requirement.each === 'branch'),
    ...progress.forUnit(unit.id),
  ];
  return [...progress.forPerson(person), ...ofUnits].filter(
    ({ requirement: { measure }, status }) => measure.hint['deed'] === deed && status !== 'idle',
  );
}

/** Each with what is still open and, while it is not met, the clause that asks for it. */
export function standingViews(context: Context, standings: readonly Standing[]): View[] {
  return standings.slice(0, MOST).map((standing) => {
    const open = standing.status !== 'met' || standing.requirement.advisory;
    return {
      line: standingLine(context, standing),
      clause: standing.status === 'met' ? null : standing.requirement.clause,
      notes: open ? noteLines(context, openNotes([standing])).map((note) => ({ note })) : [],
    };
  });
}
