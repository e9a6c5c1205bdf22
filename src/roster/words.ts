import { nearest } from '../wording/nearest.ts';
import type { Flag, Role } from './roster.ts';
import { quoted } from './text.ts';

/**
 * What may stand in 角色. 群众 is somebody in the group who is not a party member. 活动办 is the county's; 办公室 means the same on
 * that unit's own rows, and may be the office of any bureau on others, which hands over nothing.
 */
export const ROLE_WORDS = [
  '党员',
  '书记',
  '副书记',
  '班子成员',
  '主要负责人',
  '活动办',
  '办公室',
  '督导',
  '群众',
] as const;
export type RoleWord = (typeof ROLE_WORDS)[number];

export const FLAG_OF = {
  离退休: 'retired',
  流动: 'mobile',
  年老体弱: 'frail',
  免除: 'excused',
  预备党员: 'probationary',
  入党积极分子: 'applicant',
} as const satisfies Record<string, Flag>;
export type FlagWord = keyof typeof FLAG_OF;
export const FLAG_WORDS: readonly FlagWord[] = [
  '离退休',
  '流动',
  '年老体弱',
  '免除',
  '预备党员',
  '入党积极分子',
];

/** What roles and flags are called when they are shown. */
export const ROLE_TITLE: Readonly<Record<Role, RoleWord>> = {
  member: '党员',
  secretary: '书记',
  deputy: '副书记',
  leader: '班子成员',
  principal: '主要负责人',
  supervisor: '督导',
  office: '活动办',
};
export const FLAG_TITLE: Readonly<Record<Flag, FlagWord>> = {
  retired: '离退休',
  mobile: '流动',
  frail: '年老体弱',
  excused: '免除',
  probationary: '预备党员',
  applicant: '入党积极分子',
};

const ROLE_ALIASES: ReadonlyMap<string, RoleWord> = new Map([
  ['支部书记', '书记'],
  ['党支部书记', '书记'],
  ['支部副书记', '副书记'],
  ['党支部副书记', '副书记'],
  ['副组长', '副书记'],
  ['领导班子成员', '班子成员'],
  ['督导组', '督导'],
]);

/** `活动办`, `群众路线活动办`, `教实办`, `县学教办公室`: with no unit's name in front, which would make it that unit's own. */
const OFFICE_WORD =
  /^(?:[省市州县区旗]委?)?(?:党的?)?(?:群众路线)?(?:教育实践)?(?:活动|教实|群教|学教|教育实践|学习教育|主题教育|党纪学习)办(?:公室)?$/u;

const FLAG_ALIASES: ReadonlyMap<string, FlagWord> = new Map([
  ['离休', '离退休'],
  ['退休', '离退休'],
  ['流动党员', '流动'],
  ['预备', '预备党员'],
  ['积极分子', '入党积极分子'],
]);

/** What is wrong with one word of a cell, and what may stand there instead. */
export interface Slip {
  readonly problem: string;
  readonly allowed: string;
}

export interface RolesRead {
  readonly words: ReadonlySet<RoleWord>;
  /** Names of the units that are supervised, each known. */
  readonly supervised: readonly string[];
  readonly slips: readonly Slip[];
}

export interface FlagsRead {
  readonly flags: ReadonlySet<Flag>;
  readonly slips: readonly Slip[];
}

export const toRoleWord = (text: string): RoleWord | undefined =>
  ROLE_WORDS.find((word) => word === text) ??
  ROLE_ALIASES.get(text) ??
  (OFFICE_WORD.test(text) ? '活动办' : undefined);

/** Several flags, separated by 、，,;/ or spaces. Expects clean text. */
export function readFlags(cell: string): FlagsRead {
  const flags = new Set<Flag>();
  const slips: Slip[] = [];
  for (const text of cell.split(/[、,;/\s]+/).filter(Boolean)) {
    const word = FLAG_WORDS.find((known) => known === text) ?? FLAG_ALIASES.get(text);
    if (word) flags.add(FLAG_OF[word]);
    else slips.push(unknown('标记', text, FLAG_WORDS));
  }
  return { flags, slips };
}

/** `不认识的标记“离退”`, with all that is allowed, the likely one first. */
export function unknown(what: string, text: string, words: readonly string[]): Slip {
  const likely = nearest(text, words);
  const hint = likely ? `您要填的是不是“${likely}”？` : '';
  return { problem: `不认识的${what}${quoted(text)}`, allowed: `${hint}可填：${words.join('、')}` };
}
