import { defineRecord, joined, person, type RecordOf, text, unit } from '../define.ts';

/** The office asks a requirement of a unit with all below it, or of a person, no longer. */
export const requirementWaived = defineRecord('requirement.waived', {
  shape: {
    requirement: text,
    /** The unit; a person's home then. */
    about: unit,
    /** Null where it is the unit's. */
    person: person.nullable(),
    reason: text,
  },
  label: '免除',
  tells: ({ requirement, about, person, reason }, teller) =>
    joined(person === null ? about : teller.name(person), teller.requirement(requirement), reason),
  undo: { by: 'author', words: ['免除'] },
  archive: 'open',
});
export type RequirementWaived = RecordOf<typeof requirementWaived>;
