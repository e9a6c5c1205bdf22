import type { Outlook } from '../outreach/outlook.ts';
import { isRunning, isSettled, sessionsAround } from '../progress/sessions.ts';
import type { State } from '../progress/state.ts';
import type { EvidencePiece, SessionOpened } from '../records/records.ts';
import { holds, type Person, type UnitId } from '../roster/roster.ts';
import { textOf } from '../simulator/chat.ts';
import { essayOf } from './essays.ts';
import { nextSteps } from './next-steps.ts';
import type { Stage } from './stage.ts';

const STUDY = '/开会 集中学习 全天';
const PIECES: readonly { readonly piece: EvidencePiece; readonly say: string }[] = [
  { piece: '照片', say: '/材料 照片' },
  { piece: '记录', say: '/材料 记录 大家结合入户谈了体会，议定三件要办的事。' },
  { piece: '信息', say: '/材料 信息 支部围绕“三思三观”开展集中讨论。' },
];
const DISCUSSION = '/开会 讨论 三思三观 半天';

const MOST = 8;

/** What this person would say here and now, the likeliest first: what the bot has just proposed comes after what is due. */
export function suggestions(
  { app, platform: { world } }: Stage,
  userid: string,
  chat: { readonly group: string } | 'private',
): readonly string[] {
  const outlook = app.outlook();
  const person = outlook.progress.roster.byAccount(userid);
  if (!person) return ['/帮助'];
  const due = chat === 'private' ? inPrivate(outlook, person) : inGroup(outlook, person, chat.group);
  const last = world.messagesIn(chat === 'private' ? { private: userid } : chat).at(-1);
  const proposed =
    last && last.author.kind !== 'person' ? nextSteps(textOf(last.content), termsOf(outlook)) : [];
  const [ahead, behind] = [due.filter((each) => !COMMON.has(each)), due.filter((each) => COMMON.has(each))];
  const first = [...new Set([...ahead, ...proposed])].filter((each) => !behind.includes(each));
  return [...first.slice(0, MOST - behind.length), ...behind];
}

const termsOf = ({ progress: { campaign } }: Outlook): readonly string[] =>
  [...campaign.activities, ...campaign.topics, ...campaign.documents].map(({ name }) => name);

const COMMON = new Set(['/进度', '/帮助', '/我的', '/名单 体会']);

function inGroup(outlook: Outlook, person: Person, group: string): readonly string[] {
  const { roster, state } = outlook.progress;
  const bound = state.unitOfChat(group);
  const unit = bound && roster.unit(bound);
  if (!unit) return holds(person, 'secretary') ? ['/绑定', '/帮助'] : ['/签到', '/帮助'];
  if (unit.kind === 'office')
    return holds(person, 'office') ? ['/进度', '/周报', '/周报 发送', '/名单 体会', '/未送达'] : ['/进度'];
  const session = sessionsAround(state, roster, unit.id).find((each) => isOpen(outlook, each));
  const leads = roster.holders('secretary', unit.id).includes(person);
  return [
    ...(session ? atSession(outlook, person, session) : []),
    ...(leads ? forSecretary(outlook, unit.id, session) : []),
    ...(session ? [] : essay(outlook, person)),
    ...(leads ? [] : ['/请假 下乡']),
    '/进度',
    '/帮助',
  ];
}

const isOpen = ({ progress, now, zone }: Outlook, session: SessionOpened): boolean =>
  isRunning(progress.state, session, now, zone);

function atSession({ progress }: Outlook, person: Person, session: SessionOpened): readonly string[] {
  const there = progress.state.attendance(session.id).has(person.id);
  if (there || !progress.roster.within(person.home, session.unit)) return [];
  return [person.flags.includes('mobile') ? '/签到 线上' : '/签到'];
}

function forSecretary(
  { progress: { state } }: Outlook,
  unit: UnitId,
  open: SessionOpened | undefined,
): readonly string[] {
  if (open) return open.unit === unit ? ['/未签', '/结束'] : ['/未签'];
  const last = state.sessionsOf(unit).findLast((session) => isSettled(state, session));
  if (last?.activity !== '讨论') return [DISCUSSION, STUDY, '/名单 体会'];
  return [...evidence(state, last), '/名单 体会', STUDY];
}

/** What the office wants to see of a discussion and has not been given. */
function evidence(state: State, session: SessionOpened): readonly string[] {
  const given = new Set(state.evidenceOf(session.id).map(({ piece }) => piece));
  return PIECES.filter(({ piece }) => !given.has(piece)).map(({ say }) => say);
}

function inPrivate(outlook: Outlook, person: Person): readonly string[] {
  if (holds(person, 'office')) return ['/进度', '/周报', '/名单 体会', '/未送达', '/帮助'];
  if (holds(person, 'supervisor')) return ['/进度', '/名单 体会', ...essay(outlook, person), '/帮助'];
  if (holds(person, 'secretary')) return ['/进度', '/名单 体会', ...essay(outlook, person), '/我的', '/帮助'];
  return [...essay(outlook, person), '/我的', '/帮助'];
}

/** An essay to hand in, as long as one is asked of this person and missing. */
function essay({ progress }: Outlook, person: Person): readonly string[] {
  const missing = progress
    .forPerson(person)
    .some(({ requirement, status }) => requirement.id === 'essay' && status === 'unmet');
  return missing ? [`/体会 三思三观 ${essayOf(progress.roster, person)}`] : [];
}
