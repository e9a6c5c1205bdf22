import type { AppraisalRules } from '../../campaign/appraisal.ts';
import type { AppraisalFacts } from '../../campaign/facts/appraisal.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { State } from '../state.ts';

/** Secret ballots from the side of a unit. */
export function appraisalFacts(
  { appraisals }: State,
  roster: Roster,
  rules: AppraisalRules | null,
): AppraisalFacts {
  const appraised = (unit: UnitId): UnitId =>
    roster.lineage(unit).find(({ kind }) => kind !== 'branch')?.id ?? unit;
  return {
    voterGroups: rules?.groups.map(({ name }) => name) ?? [],
    appraisalsOf: (unit) =>
      appraisals.of(appraised(unit)).flatMap(({ id }) => {
        const closing = appraisals.closing(id);
        return closing ? [{ closedAt: closing.at, turnout: closing.turnout }] : [];
      }),
    appraisalNow(unit) {
      const now = appraisals.of(appraised(unit)).find((each) => appraisals.isOpen(each));
      if (!now) return undefined;
      const voted = now.voters.filter(({ person }) => appraisals.hasTakenPart(now, person));
      return { voted: voted.length, voters: now.voters.length };
    },
    isAppraisedPart: (unit) => appraised(unit) !== unit && roster.leaves(appraised(unit)).length > 1,
  };
}
