import { leewayAround } from '../../progress/dates.ts';
import type { LeewayRecord } from '../../records/records.ts';
import { type Brief, momentOf, placeColumns } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';

/** What the office has agreed to within the unit: who, what, until when, why. */
export function leewaySheet(brief: Brief): Table {
  const { progress, unit, say } = brief;
  return {
    name: '延期与免除',
    title: say('workbook.leeway'),
    notes: [say('workbook.leeway-how')],
    ...filled(columnsOf(brief), leewayAround(progress, unit)),
    empty: say('workbook.leeway-none'),
    fixed: 2,
    expendable: false,
  };
}

function columnsOf(brief: Brief): Told<LeewayRecord>[] {
  const { progress, sight } = brief;
  const { roster } = progress;
  return [
    ...placeColumns<LeewayRecord>(brief, ({ about }) => about),
    told('姓名', 'text', 10, ({ person }) => (person === null ? null : roster.nameOf(person))),
    told('要求', 'text', 34, ({ requirement }) => progress.requirement(requirement)?.title ?? requirement),
    told('同意', 'text', 8, ({ kind }) => (kind === 'requirement.extended' ? '延期' : '免除')),
    told('延期到', 'day', 12, (record) => (record.kind === 'requirement.extended' ? record.until : null)),
    // In a group a person's reason is nobody's business.
    told('理由', 'text', 40, ({ person, reason }) => (person !== null && sight.aloud ? null : reason)),
    told('谁同意的', 'text', 10, ({ by }) => (by === 'system' ? null : roster.nameOf(by))),
    told('同意时间', 'moment', 18, ({ at }) => momentOf(brief, at)),
  ];
}
