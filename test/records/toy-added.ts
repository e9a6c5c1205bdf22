/** What has to be added to the program's files, line after line, beside the files in toy/. */
interface Added {
  readonly file: string;
  /** Each is added behind a line that stands there once. */
  readonly lines: readonly (readonly [after: string, added: string])[];
}

export const ADDED = {
  list: {
    file: 'src/records/records.ts',
    lines: [
      [
        "import { SESSION_RECORDS } from './sessions/sessions.ts';",
        "import { treePlanted } from './trees/tree-planted.ts';",
      ],
      ["export * from './sessions/sessions.ts';", "export * from './trees/tree-planted.ts';"],
      ['  ...OPINION_RECORDS,', '  treePlanted,'],
    ],
  },
  fold: {
    file: 'src/progress/state.ts',
    lines: [
      ['  type SessionOpened,', '  type TreePlanted,'],
      [
        '  readonly #authored = new Shelf<PersonId, LedgerRecord>();',
        '  readonly #trees = new Shelf<UnitId, TreePlanted>();',
      ],
      [
        '    switch (record.kind) {',
        "      case 'tree.planted': this.#trees.add(record.unit, record); break;",
      ],
      [
        '  #live = (record: LedgerRecord): boolean => this.#voids.get(record.id).length === 0;',
        '  treesIn = (unit: UnitId): readonly TreePlanted[] => this.#trees.get(unit).filter(this.#live);',
      ],
    ],
  },
  page: {
    file: 'src/pages/pages.ts',
    lines: [
      ["import { reviewsPage } from './reviews-page.ts';", "import { treesPage } from './trees-page.ts';"],
      ['    reviewsPage,', '    treesPage,'],
      [
        "      { page: 'opinions', path: '/p/opinions', text: '意见' },",
        "      { page: 'trees', path: '/p/trees', text: '种树' },",
      ],
    ],
  },
  sheet: {
    file: 'src/report/workbook/plan.ts',
    lines: [
      ["import { sheetOf, type Table } from './table.ts';", "import { treesSheet } from './trees-sheet.ts';"],
      ['    documentSheet(brief, asked),', '    treesSheet(brief),'],
    ],
  },
  rule: {
    file: 'src/dialogue/access.ts',
    lines: [
      [
        "  联系企业: { where: 'any', grants: { anyone: 'self' } },",
        "  种树: { where: 'any', grants: { anyone: 'self' } },",
      ],
    ],
  },
} as const satisfies Record<string, Added>;

export type Part = keyof typeof ADDED;

/** The text of a file with its lines added. Throws when a line that is added to does not stand in it once. */
export function withLines(text: string, { file, lines }: Added): string {
  let longer = text;
  for (const [after, added] of lines) {
    const [head, tail, ...more] = longer.split(`${after}\n`);
    if (head === undefined || tail === undefined || more.length > 0)
      throw new Error(`${file} does not have this line once: ${after}`);
    longer = `${head}${after}\n${added}\n${tail}`;
  }
  return longer;
}
