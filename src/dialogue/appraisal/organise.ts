import { type Key, keyFor, mintLock } from '../../journal/box/ballot-lock.ts';
import { slipsIn } from '../../journal/box/urn.ts';
import type { Outgoing } from '../../journal/outgoing.ts';
import type { AppraisalOpened } from '../../records/records.ts';
import type { Unit } from '../../roster/roster.ts';
import { MINUTE } from '../../time/clock.ts';
import { dayWithWeekday } from '../../wording/format.ts';
import { excerpt } from '../../wording/plain.ts';
import { wordsOf } from '../arguments.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { requireUnit } from '../finding.ts';
import { mintReceipt } from '../opinions/receipt.ts';
import { permit } from '../permit.ts';
import { wordsTo } from '../to-group.ts';
import { commentsAmong, tallies } from './count.ts';
import { slipsLeftOut, withoutDecision } from './lost.ts';
import { merged } from './pools.ts';
import { isOwn, rulesOf, subjectTitle, titleOf, votedOf } from './titles.ts';
import { leadersOf, readNamed, votersOf } from './voters.ts';

const LONGEST_REASON = 100;

/** Begins a ballot: who may vote and on whom is fixed from now on. */
export function open(context: Context, rest: string): Decision {
  const { say, roster } = context;
  const rules = rulesOf(context);
  const [name, ...words] = wordsOf(rest.replace(/[:：]/g, ' '));
  const unit = unitToOrganise(context, name);
  const going = openBallot(context, unit);
  if (going) throw new Refusal(say('appraisal.open-already', progressView(context, going)));
  const named = readNamed(context, rules.groups, words);
  const voters = votersOf(roster, rules.groups, unit, named.voters);
  const { least, leastGroup } = rules;
  if (voters.length < least)
    throw new Refusal(say('appraisal.few-voters', { unit: unit.name, voters: voters.length, least }));
  const sizes = rules.groups.map((group) => ({
    groups: [group.name],
    size: voters.filter((voter) => voter.group === group.name).length,
  }));
  const pools = merged(sizes, leastGroup).map(({ groups }) => groups);
  const leaders = leadersOf(roster, unit, named.appraised);
  const { shown: word } = mintReceipt(context.draw);
  const { lock, key } = mintLock(lettersOf(word));
  const ballot = context.record(unit.id, {
    ...{ kind: 'appraisal.opened', leaders, voters, pools, least, leastGroup, lock },
  });
  return {
    records: [ballot],
    key: { appraisal: ballot.id, key },
    messages: invitations(context, unit, ballot.id, voters),
    reply: () =>
      say('appraisal.opened', {
        unit: unit.name,
        voters: voters.length,
        leaders: leaders.length,
        groups: sizes.map(({ groups: [group = ''], size }) => `${group}${size}人`).join('、'),
        empty: sizes
          .filter(({ size }) => size === 0)
          .map(({ groups: [group = ''] }) => group)
          .join('、'),
        together: pools
          .filter(({ length }) => length > 1)
          .map((groups) => groups.join('和'))
          .join('、'),
        least,
        word,
        ...earliestView(context, context.now),
      }),
  };
}

/** The groups of those who may vote are told that they can; nobody is named. */
function invitations(
  { roster, say, reach }: Context,
  unit: Unit,
  id: string,
  voters: AppraisalOpened['voters'],
): readonly Outgoing[] {
  const homes = new Set(voters.flatMap(({ person }) => roster.person(person)?.home ?? []));
  return [...homes]
    .filter((home) => reach.reachesGroup(home))
    .map((home) => wordsTo(home, `appraisal/${id}/${home}`, say('appraisal.invited', { unit: unit.name })));
}

/** Ends a ballot and counts it, where there are enough ballots. */
export function close(context: Context, rest: string): Decision {
  const { say, state, now } = context;
  const rules = rulesOf(context);
  const [name, ...words] = wordsOf(rest);
  const unit = unitToOrganise(context, name);
  const opened = requireOpen(context, unit);
  const earliest = earliestOf(context, opened.at);
  if (now < earliest)
    throw new Refusal(say('appraisal.not-yet', { unit: unit.name, ...earliestView(context, opened.at) }));
  if (state.appraisals.isBusy(opened.id)) throw new Refusal(say('appraisal.busy', { unit: unit.name }));
  const [word, isDecided] = withoutDecision(words.join(''));
  const read = slipsIn(state.appraisals.urn(opened.id), keyTo(context, opened, word));
  const { slips } = read;
  const leftOut = slipsLeftOut(context, unit, opened, read, isDecided);
  const counted = tallies(opened, slips);
  const [leadership] = counted;
  if (!leadership?.overall)
    throw new Refusal(say('appraisal.too-few', { ...progressView(context, opened), least: opened.least }));
  const groups = new Set([
    ...rules.groups.map(({ name }) => name),
    ...opened.voters.map(({ group }) => group),
  ]);
  const turnout = [...groups].map((group) => {
    const members = opened.voters.filter((voter) => voter.group === group);
    const voted = members.filter(({ person }) => state.appraisals.hasTakenPart(opened, person)).length;
    return { group, voters: members.length, voted };
  });
  const uncounted = counted.filter(({ overall }) => overall === null);
  const filed = context.record(unit.id, {
    ...{ kind: 'appraisal.closed', appraisal: opened.id, tallies: counted, turnout },
    ...{ comments: commentsAmong(slips), leftOut },
  });
  return {
    records: [filed],
    reply: () =>
      say('appraisal.closed', {
        unit: titleOf(context, opened),
        voted: turnout.reduce((sum, { voted }) => sum + voted, 0),
        voters: opened.voters.length,
        uncounted: uncounted.map(({ subject }) => subjectTitle(context, opened, subject)).join('、'),
        least: opened.least,
        leftOut,
      }),
  };
}

/** From memory, or by the word that was given to whoever opened the ballot. */
function keyTo({ say, state }: Context, { id, lock }: AppraisalOpened, typed: string): Key {
  const key = state.appraisals.keyTo(id) ?? (typed === '' ? undefined : keyFor(lock, lettersOf(typed)));
  if (key) return key;
  throw new Refusal(say(typed === '' ? 'appraisal.key-needed' : 'appraisal.key-wrong'));
}

/** `春江月-青竹马-白石桥` without what sets its parts apart. */
const lettersOf = (word: string): string => word.replace(/[^\p{Script=Han}]/gu, '');

/** Calls a ballot off: nothing of it is counted, and what lies in the box is thrown away. */
export function callOff(context: Context, rest: string): Decision {
  const { say, state } = context;
  rulesOf(context);
  const [, name, reason = ''] = /^\s*(\S+)\s*([\s\S]*)$/u.exec(rest) ?? [];
  const unit = unitToOrganise(context, name);
  const opened = requireOpen(context, unit);
  if (state.appraisals.isBusy(opened.id)) throw new Refusal(say('appraisal.busy', { unit: unit.name }));
  if (reason.trim() === '') throw new Refusal(say('appraisal.why', { unit: unit.name }));
  const view = progressView(context, opened);
  const filed = context.record(unit.id, {
    ...{ kind: 'record.voided', target: opened.id, reason: excerpt(reason.trim(), LONGEST_REASON) },
  });
  return {
    records: [filed],
    reply: () => say('appraisal.called-off', view),
  };
}

function unitToOrganise(context: Context, name: string | undefined): Unit {
  if (name === undefined) throw new Refusal(context.say('appraisal.which-unit'));
  const unit = requireUnit(context, name);
  permit(context, '评议组织', unit.id);
  if (isOwn(context, unit)) throw new Refusal(context.say('appraisal.own', { unit: unit.name }));
  return unit;
}

const openBallot = ({ state }: Context, unit: Unit): AppraisalOpened | undefined =>
  state.appraisals.open().find((each) => each.unit === unit.id);

function requireOpen(context: Context, unit: Unit): AppraisalOpened {
  const opened = openBallot(context, unit);
  if (opened) return opened;
  throw new Refusal(context.say('appraisal.not-open', { unit: unit.name }));
}

export const progressView = (context: Context, opened: AppraisalOpened) => ({
  unit: titleOf(context, opened),
  voted: votedOf(context, opened),
  voters: opened.voters.length,
});

const earliestOf = (context: Context, opened: number): number => opened + rulesOf(context).ahead * MINUTE;

/** From when on the ballot may be closed, where people have to have the form for a while. */
function earliestView(context: Context, opened: number) {
  const { zone } = context;
  if (rulesOf(context).ahead === 0) return {};
  const at = earliestOf(context, opened);
  return { earliest: `${dayWithWeekday(zone.dayOf(at), context.today)}${zone.time(at)}` };
}
