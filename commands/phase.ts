import type { Requirement } from '../src/campaign/campaign.ts';
import type { Phase } from '../src/campaign/documents.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { noteLines, standingLine } from '../src/dialogue/standing-lines.ts';
import { currentPhase, type Obstacle, obstaclesTo } from '../src/progress/phases.ts';
import { dayWithWeekday, shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

/** Units a reply names before it says how many more there are. */
const SHOWN = 10;
const LONGEST_WORDS = 100;

/** Where the campaign is; the office ends a phase once everything it depends on is there and the level above agrees. */
export const phase: Command = {
  name: '环节',
  aliases: ['hj', 'phase', '转段'],
  summary: '看现在是哪个环节，转入下一环节还缺什么',
  examples: [
    ['/环节', '看当前环节'],
    ['/环节 同意 市委活动办3月28日批复', '活动办记下上级同意'],
    ['/环节 推进', '活动办转入下一环节'],
  ],
  isUsed: ({ phases }) => phases.length > 0,
  decide(context, rest) {
    const { campaign, state, roster, say } = context;
    if (campaign.phases.length === 0) throw new Refusal(say('phases.none'));
    const [, order, words = ''] =
      /^\s*(推进|转段|转入|下一环节|下一步|上级同意|同意)?[\s，,：:]*([\s\S]*)$/.exec(rest) ?? [];
    if (order === undefined) return { reply: overview(context) };
    permit(context, '环节推进', roster.root.id);
    const current = currentPhase(campaign, state);
    if (!current) throw new Refusal(say('phases.all-ended'));
    return order.endsWith('同意') ? consent(context, current, words.trim()) : advance(context, current);
  },
};

function overview(context: Context): string {
  const { campaign, state, zone, say, roster } = context;
  const current = currentPhase(campaign, state);
  const inCharge = permitted(context, '环节推进', roster.root.id);
  return say('phases.overview', {
    phases: campaign.phases.map(({ id, title, activities, documents }) => {
      const ended = state.documents.endOf(id);
      return {
        title,
        current: id === current?.id,
        ended: ended ? shortDay(zone.dayOf(ended.at), context.today) : null,
        belongs: id === current?.id ? [...activities, ...documents].join('、') : null,
      };
    }),
    over: current === undefined,
    inCharge: inCharge && current !== undefined,
    ...(inCharge && current ? lackingFor(context, current) : {}),
  });
}

/** What stands in the way, unit by unit, and whether the level above has agreed. */
function lackingFor(context: Context, current: Phase) {
  const obstacles = obstaclesTo(context.progress, current);
  const lines = obstacles.map((each) => obstacleLine(context, each));
  const consented = context.state.documents.consentTo(current.id);
  return {
    title: current.title,
    obstacles: lines.slice(0, SHOWN).map((line) => ({ line })),
    more: Math.max(0, lines.length - SHOWN),
    needsConsent: current.consent === 'above' && !consented,
    consented: consented?.words ?? null,
    ready: lines.length === 0 && (current.consent === 'office' || consented !== undefined),
  };
}

function obstacleLine(context: Context, obstacle: Obstacle): string {
  const { requirement } = obstacle;
  if (obstacle.of === 'people')
    return context.say('phases.people', { title: requirement.title, count: obstacle.missing.length });
  const reasons = noteLines(context, obstacle.standing.notes).join('；');
  return context.say('phases.unit', {
    unit: obstacle.unit.title,
    reasons: reasons || (unsentLine(context, requirement) ?? standingLine(context, obstacle.standing)),
    clause: requirement.clause,
  });
}

/** The document that is asked for and has never come. */
function unsentLine({ say }: Context, { measure }: Requirement): string | undefined {
  const [type] = measure.documentTypes;
  return type === undefined ? undefined : say('note.document-missing', { type });
}

function consent(context: Context, current: Phase, words: string) {
  const { say, roster } = context;
  if (current.consent === 'office')
    throw new Refusal(say('phases.consent-not-needed', { title: current.title }));
  if (words === '') throw new Refusal(say('phases.consent-by-whom'));
  const noted = excerpt(words, LONGEST_WORDS);
  return {
    records: [context.record(roster.root.id, { kind: 'phase.consented', phase: current.id, words: noted })],
    reply: () => say('phases.consent-noted', { title: current.title, words: noted }),
  };
}

function advance(context: Context, current: Phase) {
  const { say, roster, campaign, today } = context;
  const lacking = lackingFor(context, current);
  if (!lacking.ready) throw new Refusal(say('phases.not-yet', lacking));
  const next = campaign.phases[campaign.phases.indexOf(current) + 1];
  return {
    records: [context.record(roster.root.id, { kind: 'phase.advanced', phase: current.id })],
    reply: () =>
      say('phases.advanced', {
        title: current.title,
        next: next?.title ?? null,
        day: dayWithWeekday(today, today),
        belongs: next ? [...next.activities, ...next.documents].join('、') : null,
      }),
  };
}
