import { dueInWords } from '../campaign/deadline-words.ts';
import { personSubject } from '../progress/progress.ts';
import { isRunning, isSettled, sessionsAround } from '../progress/sessions.ts';
import { holds, type Role } from '../roster/roster.ts';
import { plain } from '../wording/plain.ts';
import { titleOf } from './appraisal/titles.ts';
import { ballotsOf, openSubjects } from './appraisal/vote.ts';
import type { Context } from './command.ts';
import { isMine, isNewest } from './document-turn.ts';
import { lostMessages } from './lost-messages.ts';

/** More than three nobody reads. */
const MOST = 3;

/** What this person would say next: first what waits for them now, then what their role always has use for. */
export function nextSteps(context: Context): readonly string[] {
  const waiting = [checkIn, vote, review, undelivered, close, essay].flatMap((step) => step(context) ?? []);
  return [...waiting, ...always(context)].slice(0, MOST);
}

function checkIn({ state, roster, person, now, zone, say }: Context): string | undefined {
  const running = sessionsAround(state, roster, person.home).find(
    (session) =>
      isRunning(state, session, now, zone) &&
      !state.attendance(session.id).has(person.id) &&
      session.code === null,
  );
  return running && say('greeting.step-check-in', { title: running.title });
}

function vote(context: Context): string | undefined {
  const open = ballotsOf(context).find((each) => openSubjects(context, each).length > 0);
  return open && context.say('greeting.step-vote', { unit: titleOf(context, open) });
}

function review(context: Context): string | undefined {
  const { state, say } = context;
  const mine = state.documents
    .registered()
    .filter((each) => isNewest(context, each) && isMine(context, each));
  return mine.length > 0 ? say('greeting.step-review', { count: mine.length }) : undefined;
}

function undelivered({ state, person, say }: Context): string | undefined {
  if (!holds(person, 'office')) return undefined;
  const lost = lostMessages(state.outbox);
  return lost.length > 0 ? say('greeting.step-undelivered', { count: lost.length }) : undefined;
}

/** A session somebody in charge has opened and not settled. */
function close({ state, person, unit, now, say }: Context): string | undefined {
  if (!holds(person, 'secretary') && !holds(person, 'deputy')) return undefined;
  const open = state
    .sessionsOf(unit.id)
    .find((session) => session.start <= now && !isSettled(state, session));
  return open && say('greeting.step-close', { title: open.title });
}

/** An essay that is asked for and would count by now. */
function essay({ progress, campaign, person, say, today }: Context): string | undefined {
  for (const requirement of campaign.requirements) {
    const [topic] = requirement.measure.essayTopics;
    if (topic === undefined || requirement.advisory || !progress.asksPerson(requirement, person)) continue;
    const { status, due } = progress.standing(requirement, personSubject(person));
    if (status !== 'unmet') continue;
    return say('greeting.step-essay', {
      topic: plain(topic),
      due: dueInWords(say, requirement.due, due, today),
    });
  }
  return undefined;
}

const STEPS: readonly (readonly [role: Role, steps: readonly string[], scope: string])[] = [
  ['office', ['progress', 'digest'], 'office'],
  ['supervisor', ['progress', 'missing'], 'supervisor'],
  ['secretary', ['progress', 'open', 'missing'], 'secretary'],
  ['deputy', ['progress', 'open', 'missing'], 'secretary'],
  ['principal', ['progress', 'missing'], 'unit'],
  ['leader', ['mine', 'progress'], 'unit'],
];

function always({ person, say }: Context): readonly string[] {
  const [, steps, scope] = STEPS.find(([role]) => holds(person, role)) ?? ['member', ['mine'], 'unit'];
  return [...steps, 'help'].map((step) =>
    say(`greeting.step-${step}`, { scope: say(`greeting.scope-${scope}`) }),
  );
}
