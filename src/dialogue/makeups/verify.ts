import { ALONE } from '../../journal/outgoing.ts';
import { makeupsWaiting } from '../../progress/makeups-waiting.ts';
import type { MakeupLogged } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { formatMinutes } from '../../time/duration.ts';
import { nameList, shortDay } from '../../wording/format.ts';
import { excerpt } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import { wordsOf } from '../arguments.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { permitted } from '../permit.ts';
import { readVerdict } from '../verdict.ts';

const SHOWN = 6;
const LONGEST_REASON = 100;
const EVERYBODY = /^(?:全部|所有|都)$/;

interface Waiting {
  /** Whether the speaker looks at make-ups anywhere. */
  readonly mayCheck: boolean;
  readonly makeups: readonly MakeupLogged[];
}

/** What waits for the speaker: of their own units, and never their own. */
export function waitingFor(context: Context): Waiting {
  const { person, roster, state } = context;
  const units = [...new Set(person.duties.map(({ unit }) => unit))].filter((unit) =>
    permitted(context, '补学核实', unit),
  );
  const homes = new Set<UnitId>(units.flatMap((unit) => [...roster.subtree(unit)].map(({ id }) => id)));
  const makeups = [...homes]
    .flatMap((home) => makeupsWaiting(state, roster, home))
    .filter((makeup) => makeup.person !== person.id)
    .sort((a, b) => a.at - b.at);
  return { mayCheck: units.length > 0, makeups };
}

/** `/核实` lists what waits; `/核实 张三 李四 通过` says what came of looking at it. */
export function verifyMakeups(context: Context, rest: string): Decision {
  const { say, roster } = context;
  const { makeups } = waitingFor(context);
  const words = wordsOf(rest);
  if (words.length === 0) return { reply: listOf(context, makeups) };
  const at = words.findIndex((word) => readVerdict(word) !== undefined);
  const passed = readVerdict(words[at] ?? '');
  const names = at < 0 ? words : words.slice(0, at);
  const reason = at < 0 ? '' : excerpt(words.slice(at + 1).join(' '), LONGEST_REASON);
  const isNamed = ({ person }: MakeupLogged): boolean =>
    names.some((name) => EVERYBODY.test(name) || roster.nameOf(person) === name);
  const meant = makeups.filter(isNamed);
  const strangers = names.filter(
    (name) => !EVERYBODY.test(name) && !meant.some(({ person }) => roster.nameOf(person) === name),
  );
  if (meant.length === 0 || strangers.length > 0)
    throw new Refusal(
      say('makeup.nobody', { names: excerpt((strangers.length > 0 ? strangers : names).join('、'), 40) }),
    );
  const [first = ''] = names;
  if (passed === undefined || (!passed && reason === ''))
    throw new Refusal(say('makeup.verdict', { name: first }));
  return {
    records: meant.map((makeup) =>
      context.record(makeup.unit, {
        kind: 'makeup.checked',
        ...{ makeup: makeup.id, passed, reason: reason || null },
      }),
    ),
    messages: meant.map((makeup) => ({
      key: `makeup/${makeup.id}/${passed ? 'passed' : 'returned'}`,
      to: { kind: 'person', person: makeup.person },
      content: {
        type: 'markdown',
        mention: [],
        text: say('makeup.told', { ...viewOf(context, makeup), passed, reason }),
      },
      ...ALONE,
    })),
    reply: () =>
      say('makeup.checked', {
        names: nameList(
          meant.map(({ person }) => roster.nameOf(person)),
          SHOWN,
        ),
        passed,
        reason: reason || null,
        left: waitingFor(context).makeups.length,
      }),
  };
}

function listOf(context: Context, makeups: readonly MakeupLogged[]): string {
  const [first] = makeups;
  return context.say('makeup.waiting', {
    makeups: makeups.slice(0, SHOWN).map((makeup) => viewOf(context, makeup)),
    more: Math.max(0, makeups.length - SHOWN),
    first: first ? context.roster.nameOf(first.person) : null,
  });
}

function viewOf({ roster, state, zone, today }: Context, makeup: MakeupLogged): View {
  const session = state.session(makeup.session);
  return {
    name: roster.nameOf(makeup.person),
    title: session?.title,
    day: session ? shortDay(zone.dayOf(session.start), today) : null,
    length: formatMinutes(makeup.minutes),
    what: makeup.what,
    file: makeup.file?.name ?? null,
  };
}
