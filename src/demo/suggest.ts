import { holds, type Person, type PersonId, type Roster } from '../roster/roster.ts';

const ESSAY =
  '/体会 三思三观 这次讨论让我想到，和群众的距离不在路上，在心里。入户时多坐一会儿，多听几句，难事先记下来，能办的当天就办，不能办的说清楚什么时候办。';

/** What this person would say here next. */
export function suggestions(
  roster: Roster,
  userid: string,
  chat: { readonly group: string } | 'private',
): readonly string[] {
  const person = roster.person(userid as PersonId);
  if (!person) return ['/帮助'];
  return chat === 'private' ? inPrivate(person) : inGroup(person);
}

function inGroup(person: Person): readonly string[] {
  if (holds(person, 'secretary'))
    return ['/开会 讨论 三思三观 半天', '/签到', '/未签', '/结束', '/名单', '/进度', '/绑定'];
  if (holds(person, 'office')) return ['/进度', '/周报', '/周报 发送', '/未送达', '/名单 体会'];
  return ['/签到', ESSAY, '/请假 下乡', '/进度', '/帮助'];
}

function inPrivate(person: Person): readonly string[] {
  if (holds(person, 'office')) return ['/进度', '/周报', '/未送达', '/帮助'];
  if (holds(person, 'secretary')) return ['/进度', '/口令', '/名单', '/帮助'];
  if (holds(person, 'supervisor')) return ['/进度', '/名单', '/帮助'];
  return ['/我的', ESSAY, '/调阅', '/帮助'];
}
