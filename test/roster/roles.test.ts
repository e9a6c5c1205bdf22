import { expect, it } from 'vitest';
import { readRoles } from '../../src/roster/roles.ts';
import { clean } from '../../src/roster/text.ts';

const UNITS = ['县教育局', '县卫生局', '县委、县政府办公室', '县图书馆(总馆)', '办公室', '县教育局机关'];
const read = (cell: string) => {
  const { words, supervised, slips } = readRoles(clean(cell), UNITS);
  return [[...words], supervised, slips.map(({ problem }) => problem)];
};

it.each([
  '督导（县教育局、县卫生局）',
  '督导(县教育局,县卫生局)',
  '督导：县教育局；县卫生局',
  '督导: 县教育局 县卫生局',
  '督导组（县教育局，县卫生局',
  '督导（县教育局） 督导（县卫生局、县教育局）',
])('reads the units of %s', (cell) => {
  expect(read(cell)).toEqual([['督导'], ['县教育局', '县卫生局'], []]);
});

it('ends the list of units at the bracket or at the next role', () => {
  expect(read('督导（县教育局）、书记')).toEqual([['督导', '书记'], ['县教育局'], []]);
  expect(read('书记 督导：县教育局；党员')).toEqual([['书记', '督导', '党员'], ['县教育局'], []]);
});

it('knows units whose names hold separators, brackets or other names', () => {
  expect(read('督导（县委、县政府办公室、县图书馆（总馆）、县教育局机关）')).toEqual([
    ['督导'],
    ['县委、县政府办公室', '县图书馆(总馆)', '县教育局机关'],
    [],
  ]);
});

it('takes 办公室 for a unit inside the list and for a role outside', () => {
  expect(read('督导（办公室）')).toEqual([['督导'], ['办公室'], []]);
  expect(read('督导（县教育局），办公室')).toEqual([['督导', '办公室'], ['县教育局'], []]);
});

it('takes usual longer names of roles', () => {
  expect(read('党支部书记、领导班子成员')).toEqual([['书记', '班子成员'], [], []]);
  expect(read('副组长、党支部副书记')).toEqual([['副书记'], [], []]);
});

it('comes to an end on any odd text', () => {
  for (const cell of ['', '、、', '(', ')', '：', '((()', '督导((', '督导：：县教育局', '书记）（'])
    expect(() => read(cell)).not.toThrow();
});
