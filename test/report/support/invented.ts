import { readFileSync } from 'node:fs';
import type { Campaign } from '../../../src/campaign/campaign.ts';
import { loadCampaign } from '../../../src/campaign/load.ts';
import type { Person, UnitData, UnitId } from '../../../src/roster/roster.ts';
import { OFFICE, person, World } from '../../outreach/support/world.ts';

const TOWNS = '青石 云岭 白沙 长桥 南湾 松坡 竹溪 大坪 双河 望江 石门 杨柳 清水 金沙 高塘'.split(' ');
const BUREAUS =
  '教育 水利 卫生 民政 财政 农业 林业 交通 文化 审计 统计 司法 环保 商务 体育 旅游 档案 气象'.split(' ');

/** A campaign as it comes with the program. */
export function shipped(name: string): Campaign {
  const file = `templates/campaigns/${name}.yaml`;
  const loaded = loadCampaign(readFileSync(file, 'utf8'), { file });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  return loaded.campaign;
}

function nameOf(index: number): string {
  const bureau = BUREAUS[index];
  if (bureau) return `县${bureau}局`;
  const left = index - BUREAUS.length;
  const town = TOWNS[left % TOWNS.length] ?? '';
  const round = Math.floor(left / TOWNS.length);
  return round === 0
    ? `${town}镇`
    : `${town}${['', '中心学校', '卫生院', '供销社', '林场', '水电站'][round] ?? `第${round}站`}`;
}

/** So many units with a branch and three people each; the further up in the roster, the less has been done, as chance has it. */
export function inventedWorld(count: number, campaign: Campaign): World {
  const units: UnitData[] = [unitOf(OFFICE, 'office', null)];
  const people: Person[] = [];
  for (let index = 0; index < count; index++) {
    const id = nameOf(index) as UnitId;
    const branch = `${id}/机关支部` as UnitId;
    units.push(unitOf(id, 'unit', OFFICE), unitOf(branch, 'branch', id));
    people.push(
      person(`s${index}`, `书记${index}`, branch, ['member', 'secretary', 'leader', 'principal']),
      person(`a${index}`, `党员甲${index}`, branch),
      person(`b${index}`, `党员乙${index}`, branch),
    );
  }
  const world = new World({ campaign, units, people });
  for (let index = 0; index < count; index++) act(world, index);
  return world;
}

const unitOf = (id: UnitId, kind: UnitData['kind'], parent: UnitId | null): UnitData => ({
  id,
  name: id.split('/').at(-1) ?? id,
  kind,
  category: kind === 'office' ? '' : '机关',
  parent,
  webhook: null,
});

/** Always the same, and different from unit to unit. */
function act(world: World, index: number): void {
  const home = `${nameOf(index)}/机关支部` as UnitId;
  const all = [`s${index}`, `a${index}`, `b${index}`];
  const lot = (index * 7 + 3) % 11;
  if (lot > 1) world.meets(home, '2014-03-05 09:00', 400, lot > 4 ? all : all.slice(0, 2));
  if (lot > 3) world.meets(home, '2014-03-12 09:00', 400, all);
  if (lot > 5) world.meets(home, '2014-03-19 09:00', 400, all);
  if (lot % 3 !== 0) world.meets(home, '2014-03-18 14:00', 240, all, '三思三观');
  for (const who of all.slice(0, lot % 4)) world.writes(who, '2014-03-20 09:00');
}
