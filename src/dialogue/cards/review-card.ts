import type { Card } from '../../journal/outgoing.ts';
import type { DocumentSent } from '../../records/records.ts';
import type { Roster } from '../../roster/roster.ts';
import { plain } from '../../wording/plain.ts';

/** What a reader decides by one tap. Returning it needs a reason, which has to be typed. */
export function reviewCard(roster: Roster, { id, number, unit, type, version }: DocumentSent): Card {
  return {
    id: `document-${id}`,
    title: `第${number}号　${plain(type)}`,
    lines: [plain(roster.titleOf(unit)), `第${version}版`],
    choices: [
      { label: '看内容', says: `/审阅 ${number}` },
      { label: '同意', says: `/审阅 ${number} 同意` },
      { label: '退回', says: `/审阅 ${number} 退回` },
    ],
  };
}
