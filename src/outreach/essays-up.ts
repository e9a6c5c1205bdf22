import type { Requirement } from '../campaign/campaign.ts';
import { ALONE, type Outgoing } from '../journal/outgoing.ts';
import { type Progress, personSubject } from '../progress/progress.ts';
import type { EssayWritten } from '../records/records.ts';
import type { Person } from '../roster/roster.ts';
import type { Say } from '../wording/wording.ts';
import type { Outlook } from './outlook.ts';

/**
 * Essays that go up to the office and count since a while ago: those handed in before the discussion that they are about have to
 * wait for it. Each is sent once.
 */
export function planEssaysUp({ progress, say }: Outlook): Outgoing[] {
  const { roster, state, campaign } = progress;
  const asking = campaign.requirements.filter(({ measure }) => measure.essayTopics.length > 0);
  return roster.people.flatMap((person) => {
    // Asked first, for nearly everybody's essays stay in the branch.
    const upward = asking.filter((each) => progress.readership(each, person) === 'office');
    if (upward.length === 0) return [];
    return newestOf(state.essaysOf(person.id)).flatMap((essay) => {
      if (state.outbox.has(keyOf(essay))) return [];
      const requirement = upward.find(
        (each) => each.measure.essayTopics.includes(essay.topic) && progress.asksPerson(each, person),
      );
      return requirement && goesUpNow(progress, requirement, person)
        ? essayReport(progress, say, person, essay)
        : [];
    });
  });
}

/** Whether what this person hands in goes up to the office, and counts already. */
export const goesUpNow = (progress: Progress, requirement: Requirement, person: Person): boolean =>
  progress.readership(requirement, person) === 'office' &&
  progress.standing(requirement, personSubject(person)).status !== 'idle';

/** A note in the office's group, and the file itself where the essay is one. */
export function essayReport({ roster }: Progress, say: Say, person: Person, essay: EssayWritten): Outgoing[] {
  const to = { kind: 'group', unit: roster.root.id } as const;
  const shared = { to, ...ALONE };
  const text = say('essay.reported', {
    unit: roster.titleOf(person.home),
    name: person.name,
    topic: essay.topic,
    length: essay.length,
    file: essay.file?.name,
  });
  const note: Outgoing = {
    ...shared,
    key: keyOf(essay),
    content: { type: 'markdown', mention: [], text },
  };
  if (!essay.file) return [note];
  return [note, { ...shared, key: `${keyOf(essay)}/file`, content: { type: 'file', file: essay.file } }];
}

const keyOf = ({ id }: EssayWritten): string => `essay/${id}`;

const newestOf = (essays: readonly EssayWritten[]): EssayWritten[] => [
  ...new Map(essays.map((essay) => [essay.topic, essay])).values(),
];
