import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SessionFact } from '../../src/campaign/facts.ts';
import type { Commit } from '../../src/journal/commit.ts';
import { currentPhase } from '../../src/progress/phases.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import { EVERYBODY } from '../../src/progress/turnout.ts';
import { RECORD_KINDS } from '../../src/records/records.ts';
import { Roster } from '../../src/roster/roster.ts';
import { Zone } from '../../src/time/zone.ts';
import { withOpinions } from '../opinions/support.ts';
import { sampleCampaign, sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';
import { CHATS, history, PEOPLE, ROOTS, SESSIONS, UNITS } from './histories.ts';

const zone = new Zone('Asia/Shanghai');
const roster = new Roster(await sampleRoster());
// Between them they ask about every kind of record.
const FILES = ['deeds', 'documents', 'follow-ups', 'appraisal'];
const campaigns = [
  await sampleCampaign(withOpinions),
  ...(await Promise.all(
    FILES.map(async (name) => {
      const text = await readFile(`test/support/campaigns/${name}.yaml`, 'utf8');
      return sampleCampaign(() => text);
    }),
  )),
];

const readings = (state: State): Progress[] =>
  campaigns.map((campaign) => new Progress(campaign, roster, state, zone, openingDay));

/** Everything the other rooms ask. */
function answers(state: State, progresses = readings(state)) {
  return {
    size: state.size,
    progress: progresses.map((progress) => ({
      standings: standingsOf(progress).map(({ requirement, ...rest }) => [requirement.id, rest]),
      coverage: progress.coverage(roster.root.id),
      rollup: progress.rollup(roster.root.id),
      phase: currentPhase(progress.campaign, state)?.id,
      held: UNITS.map((each) =>
        [progress.facts.sessionsHeldBy(each), progress.facts.sessionsHeldIn(each)].map(plainly),
      ),
    })),
    attendance: SESSIONS.map((each) => [...state.attendance(each).values()].map(({ id }) => id).sort()),
    presence: SESSIONS.map((each) =>
      [...state.presence(each)].map(([home, there]) => [home, ...[...there.keys()].sort()]).sort(),
    ),
    people: PEOPLE.map((each) => [
      state.attendedBy(each),
      state.essaysOf(each),
      state.leavesOf(each),
      state.sessionsLedBy(each),
      state.authoredBy(each),
      state.deeds.doneBy(each),
      state.privateChatOf(each),
      [...state.outbox.nudgesOf(each)].sort(),
    ]),
    chats: [CHATS.map((chat) => state.unitOfChat(chat)), UNITS.map((each) => state.chatOf(each))],
    outbox: [
      [...state.outbox.all()].map(({ message: { key } }) => [key, state.outbox.fate(key)]).sort(),
      state.outbox.covered('purpose'),
    ],
    papers: [state.documents.registered(), ROOTS.map((each) => state.documents.reviewsOf(each))],
    opinions: state.opinions.all(),
    followUps: [
      state.followUps.nominations(),
      UNITS.map((each) => [
        state.followUps.itemsOf(each, '心愿'),
        state.followUps.looksAt(each),
        state.followUps.nudgesOf(each),
      ]),
      ROOTS.map((each) => [state.followUps.lastMove(each), state.followUps.honourOf(each)]),
    ],
    makeups: [
      PEOPLE.map((each) => state.makeups.of(each).map((makeup) => [makeup.id, state.makeups.stage(makeup)])),
      UNITS.map((each) => state.makeups.waitingIn(each)),
    ],
    ballots: UNITS.map((each) =>
      state.appraisals.of(each).map(({ id }) => [id, state.appraisals.closing(id)]),
    ),
    plans: state.deeds.plansOf('走访'),
    settled: state.settled('rush/s0'),
  };
}

const plainly = (sessions: readonly SessionFact[]) =>
  sessions.map(({ turnout, ...rest }) => ({ ...rest, turnout: turnout(EVERYBODY) }));

const standingsOf = (progress: Progress) => [
  ...UNITS.flatMap((each) => progress.forUnit(each)),
  ...PEOPLE.flatMap((each) => {
    const found = roster.person(each);
    return found ? progress.forPerson(found) : [];
  }),
];

const folded = (commits: readonly Commit[]): State => {
  const state = new State();
  for (const each of commits) state.apply(each);
  return state;
};

it('is asked about records of every kind', () => {
  const kinds = fc
    .sample(history, { numRuns: 300, seed: 1 })
    .flat()
    .flatMap(({ records }) => records.map(({ kind }) => kind));
  expect(RECORD_KINDS.filter((kind) => !kinds.includes(kind))).toEqual([]);
});

it('says the same whether records were folded as they came, with questions in between, or all at once', () => {
  fc.assert(
    fc.property(history, (commits) => {
      const live = new State();
      const kept = readings(live);
      for (const each of commits) {
        live.apply(each);
        answers(live, kept);
      }
      expect(answers(live, kept)).toEqual(answers(folded(commits)));
    }),
    { numRuns: 60 },
  );
});

it('says the same when some commits are applied again, and questions are asked in between', () => {
  const repeated = history.chain((commits) => fc.tuple(fc.constant(commits), fc.subarray([...commits])));
  fc.assert(
    fc.property(repeated, ([commits, again]) => {
      const live = new State();
      const kept = readings(live);
      for (const each of [...commits, ...again]) {
        live.apply(each);
        for (const id of SESSIONS) live.presence(id);
        for (const { facts } of kept) for (const id of UNITS) facts.sessionsHeldIn(id);
      }
      expect(answers(live, kept)).toEqual(answers(folded(commits)));
    }),
    { numRuns: 150 },
  );
});
