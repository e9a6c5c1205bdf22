import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkRoster } from '../../src/campaign/fit.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import { Roster } from '../../src/roster/roster.ts';
import { sampleRoster } from '../support/county.ts';

const text = await readFile('test/support/campaigns/deeds.yaml', 'utf8');
const load = (change: (text: string) => string) => loadCampaign(change(text), { file: 'deeds.yaml' });

const lineOf = (changed: string, part: string): number =>
  changed.slice(0, changed.indexOf(part)).split('\n').length;

describe('lists and deeds of a campaign file', () => {
  it('are read as the clerk wrote them', () => {
    const loaded = load((same) => same);
    expect(loaded.ok).toBe(true);
    if (!loaded.ok) return;
    const villages = loaded.campaign.lists.find(({ id }) => id === 'villages');
    expect(villages).toMatchObject({ per: 'unit', title: '村和困难户' });
    expect(villages && 'of' in villages ? villages.of.get('清源镇') : []).toHaveLength(5);
    expect(loaded.campaign.deeds.map(({ deed, target }) => `${deed} ${target}`)).toContain('结对 household');
  });

  it.each([
    ['an unknown list', 'lists: [books] }', 'lists: [book] }', '您要写的是不是“books”'],
    ['a list nobody owns', 'units: [机关, 事业单位, 乡镇]', 'ask: [原因]', 'items'],
    ['a range that runs backwards', '河东村 1-6户', '河东村 6-1户', '从小到大'],
    ['an item twice', '[河东村, 柳树湾村,', '[河东村, 河东村,', '只列一次'],
    ['a command that there is not', 'deed: 结对, target', 'deed: 结亲, target', '结对'],
    ['a role that there is not', '{ role: [督导] } }', '{ role: [督查] } }', '督导'],
    [
      'a requirement on a list the deed does not log',
      'list: books, counter',
      'list: points, counter',
      'books',
    ],
    ['an act that is not listed', 'act: [听取意见]', 'act: [听意见会]', '听取意见'],
    ['a deed that is not listed', '  - { deed: 读书, lists: [books] }\n', '', '走访'],
    [
      'all of a number of times',
      'of: { deed: 党课 }\n    min: 1',
      'of: { deed: 党课 }\n    min: all',
      'count: acts',
    ],
  ])('tell of %s with line and remedy', (_, right, wrong, allowed) => {
    const loaded = load((whole) => whole.replace(right, wrong));
    expect(loaded.ok).toBe(false);
    if (loaded.ok) return;
    expect(loaded.mistakes.map((mistake) => mistake.allowed).join('\n')).toContain(allowed);
    const changed = text.replace(right, wrong);
    const line =
      wrong === '' ? lineOf(changed, 'of: { deed: 读书') : lineOf(changed, wrong.trim().split('\n')[0] ?? '');
    expect(Math.abs((loaded.mistakes[0]?.line ?? 0) - line)).toBeLessThanOrEqual(4);
  });

  it('warn where the roster does not know whose a list is', async () => {
    const roster = new Roster(await sampleRoster());
    const clean = load((same) => same);
    expect(clean.ok && checkRoster(clean.campaign, roster)).toEqual([]);
    const odd = load((whole) => whole.replace('fangzhiming:', 'nobody:').replace('县图书馆: [', '清风馆: ['));
    expect(odd.ok && checkRoster(odd.campaign, roster).join('\n')).toMatch(/nobody.*\n.*清风馆/);
  });
});
