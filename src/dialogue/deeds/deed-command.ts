import { type DeedRule, inFew } from '../../campaign/target-list.ts';
import type { Deed } from '../../records/records.ts';
import { holds, type Person } from '../../roster/roster.ts';
import { ROLE_TITLE } from '../../roster/words.ts';
import type { Day } from '../../time/zone.ts';
import { dayWithWeekday, shortDay } from '../../wording/format.ts';
import type { View } from '../../wording/wording.ts';
import { type Command, type Context, type Decision, Refusal } from '../command.ts';
import { ownTargets } from './candidates.ts';
import { deedStandings, standingViews } from './deed-lines.ts';
import { readDeed } from './deed-reading.ts';
import type { DeedText } from './deed-text.ts';
import { planDeed } from './plan-deed.ts';

const RECENT = 3;
const SHOWN = 6;

/** A command that logs a deed of its own name: alone it shows what is open, with 计划 it plans ahead. */
export function deedCommand(command: {
  readonly name: Deed;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly examples: Command['examples'];
}): Command {
  const { name } = command;
  return {
    ...command,
    isUsed: ({ deeds }, person) => deeds.some((rule) => rule.deed === name && isFor(rule, person)),
    decide(context, rest) {
      const rule = context.campaign.deeds.find(({ deed }) => deed === name);
      if (!rule) throw new Refusal(context.say('deeds.not-used', { deed: name }));
      refuseOthers(context, rule);
      const planned = /^计划(?:\s+(.*))?$/s.exec(rest.trim());
      if (planned) return planDeed(context, rule, planned[1] ?? '');
      return rest.trim() === '' ? overview(context, rule) : log(context, rule, rest);
    },
  };
}

const isFor = ({ roles }: DeedRule, person: Person): boolean =>
  roles.length === 0 || roles.some((role) => holds(person, role));

function refuseOthers({ person, say }: Context, rule: DeedRule): void {
  const { deed, roles } = rule;
  if (isFor(rule, person)) return;
  throw new Refusal(say('deeds.not-for', { deed, roles: roles.map((role) => ROLE_TITLE[role]).join('、') }));
}

/** What the speaker has done, what is still open and which clause asks for it. */
function overview(context: Context, rule: DeedRule): Decision {
  const { state, person, say } = context;
  const done = state.deeds.doneBy(person.id).filter(({ deed }) => deed === rule.deed);
  const standings = standingViews(context, deedStandings(context, rule.deed));
  return {
    reply: say('deeds.overview', {
      deed: rule.deed,
      standings,
      free: standings.length === 0,
      recent: done
        .slice(-RECENT)
        .map(({ target, act, day }) => ({ target, act, day: shortDay(day, context.today) })),
      example: example(
        context,
        rule,
        done.map(({ target }) => target),
      ),
      plans: rule.apart !== null,
    }),
  };
}

/** Something that is still open, as one would type it. */
function example(context: Context, rule: DeedRule, done: readonly string[]): string {
  const open = ownTargets(context, rule).find((target) => !done.includes(target));
  return open ?? context.say(`deeds.example-${rule.target}`);
}

function log(context: Context, rule: DeedRule, rest: string): Decision {
  const { say, person, today } = context;
  const text = readDeed(context, rule, rest, 'back');
  const day = text.day ?? today;
  refuseOddDay(context, rule, day, text);
  const fresh = text.targets.filter((target) => !isKnown(context, rule.deed, { ...text, target, day }));
  if (fresh.length === 0)
    throw new Refusal(
      say('deeds.already', { deed: rule.deed, what: inFew(text.targets, SHOWN), day: shortDay(day, today) }),
    );
  const records = fresh.map((target) =>
    context.record(person.home, {
      kind: 'deed.logged',
      person: person.id,
      deed: rule.deed,
      target,
      act: text.act,
      day,
      note: text.note,
    }),
  );
  return { records, reply: () => say('deeds.done', replyView(context, rule, fresh, text.act, day)) };
}

function replyView(
  context: Context,
  rule: DeedRule,
  targets: readonly string[],
  act: string | null,
  day: Day,
): View {
  const own = ownTargets(context, rule);
  return {
    deed: rule.deed,
    what: inFew(targets, SHOWN),
    act,
    day: day === context.today ? null : dayWithWeekday(day, context.today),
    offList: rule.target === 'listed' && !targets.some((each) => own.includes(each)),
    standings: standingViews(context, deedStandings(context, rule.deed)),
    acts: rule.acts.length > 0 && act === null ? rule.acts.map(({ name }) => name).join('、') : null,
  };
}

/** Told before in the same words, or with nothing to add. */
function isKnown(
  { state, person }: Context,
  deed: Deed,
  told: { readonly target: string; readonly day: Day; readonly act: string | null; readonly note: string },
): boolean {
  return state.deeds
    .doneAt(deed, told.target)
    .some(
      (each) =>
        each.person === person.id &&
        each.day === told.day &&
        each.act === told.act &&
        (told.note === '' || told.note === each.note),
    );
}

function refuseOddDay(
  { today, campaign, say }: Context,
  rule: DeedRule,
  day: Day,
  { targets }: DeedText,
): void {
  const view = {
    deed: rule.deed,
    day: shortDay(day, today),
    target: targets[0],
    start: shortDay(campaign.start, today),
  };
  if (day > today) throw new Refusal(say('deeds.ahead', { ...view, plans: rule.apart !== null }));
  if (day < campaign.start) throw new Refusal(say('deeds.before-start', view));
}
