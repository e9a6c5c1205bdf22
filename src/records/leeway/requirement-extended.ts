import { day, defineRecord, joined, person, type RecordOf, text, unit } from '../define.ts';

/** The office gives a unit with all below it, or a person, until a later day for a requirement. */
export const requirementExtended = defineRecord('requirement.extended', {
  shape: {
    requirement: text,
    /** The unit; a person's home then. */
    about: unit,
    /** Null where it is the unit's. */
    person: person.nullable(),
    until: day,
    reason: text,
  },
  label: '延期',
  tells: ({ requirement, about, person, until, reason }, teller) =>
    joined(
      person === null ? about : teller.name(person),
      teller.requirement(requirement),
      `延期到 ${until}`,
      reason,
    ),
  undo: { by: 'author', words: ['延期'] },
  archive: 'open',
});
export type RequirementExtended = RecordOf<typeof requirementExtended>;
