import { type Brief, momentOf, placeOf } from './brief.ts';
import type { Table } from './table.ts';

/** Trees planted by the people of the unit and all below it. */
export function treesSheet(brief: Brief): Table {
  const { progress, say, unit } = brief;
  const { roster, state } = progress;
  const planted = roster.units
    .filter(({ id }) => roster.within(id, unit))
    .flatMap(({ id }) => state.treesIn(id));
  return {
    name: '种树',
    title: say('trees.sheet'),
    notes: [],
    columns: [
      { title: '单位名称', format: 'text', width: 20 },
      { title: '支部', format: 'text', width: 16 },
      { title: '姓名', format: 'text', width: 10 },
      { title: '时间', format: 'moment', width: 18 },
      { title: '地点', format: 'text', width: 20 },
      { title: '棵数', format: 'count', width: 8 },
    ],
    rows: planted.map((record) => [
      ...placeOf(brief, record.unit),
      roster.nameOf(record.person),
      momentOf(brief, record.at),
      record.place,
      record.trees,
    ]),
    empty: say('trees.sheet-none'),
    fixed: 3,
    expendable: false,
  };
}
