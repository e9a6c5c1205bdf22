import { findTerm } from '../src/campaign/campaign.ts';
import { type Award, awardsFor } from '../src/campaign/follow-ups.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { shortEnough, unitAhead, writingUnit } from '../src/dialogue/follow-ups/asked.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import type { Numbered } from '../src/progress/follow-ups-state.ts';
import type { ExemplarNamed } from '../src/records/records.ts';
import type { UnitId } from '../src/roster/roster.ts';
import { excerpt } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

const LONGEST = { who: 20, note: 200 };
/** Nominations a list shows of one award, the newest. */
const SHOWN = 6;

/** Models: put forward by their unit, honoured by the office, listed by award in the order they were put forward. */
export const exemplar: Command = {
  name: '典型',
  aliases: ['dx', 'exemplar', '先进典型'],
  summary: '先进典型：提名、表彰、看名单',
  examples: [
    ['/典型', '看名单'],
    ['/典型 提名 孙晓燕 窗口十年无投诉', '单位提名，写姓名或集体名称和事迹'],
    ['/典型 表彰 3', '活动办表彰第3号提名'],
  ],
  isUsed: ({ followUps }) => followUps.exemplars.length > 0,
  decide(context, rest) {
    const { campaign, say } = context;
    if (campaign.followUps.exemplars.length === 0) throw new Refusal(say('exemplars.not-used'));
    const [, order, said = ''] = /^\s*(提名|推荐|表彰)[\s,，:：]*([\s\S]*)$/u.exec(rest) ?? [];
    if (order === undefined) return { reply: list(context, rest) };
    return order === '表彰' ? honour(context, said.trim()) : nominate(context, said.trim());
  },
};

function nominate(context: Context, said: string): Decision {
  const { say, state, campaign } = context;
  const unit = writingUnit(context, '典型提名', context.unit.id, '典型 提名');
  const possible = awardsOf(context, unit);
  if (possible.length === 0)
    throw new Refusal(say('exemplars.no-award', { unit: context.roster.titleOf(unit) }));
  const words = said.split(/[\s,，;；:：]+/u).filter((word) => word !== '');
  const named = findTerm(campaign.followUps.exemplars, words[0] ?? '');
  if (named && !possible.some(({ name }) => name === named.name))
    throw new Refusal(
      say('exemplars.other-award', {
        unit: context.roster.titleOf(unit),
        award: named.name,
        awards: namesOf(possible),
      }),
    );
  const [only, ...others] = possible;
  const award = named?.name ?? (others.length === 0 ? only?.name : undefined);
  const [who = '', ...note] = named ? words.slice(1) : words;
  if (award === undefined) throw new Refusal(say('exemplars.which-award', { awards: namesOf(possible) }));
  if (who === '' || note.length === 0) throw new Refusal(say('exemplars.how-to-name', { award }));
  const known = state.followUps
    .nominations()
    .find(({ record }) => record.about === unit && record.who === who && record.award === award);
  if (known) throw new Refusal(say('exemplars.already', { who, award, number: known.number }));
  const filed = context.record(unit, {
    kind: 'exemplar.named',
    about: unit,
    award,
    who: shortEnough(context, who, LONGEST.who),
    stage: '提名',
    note: shortEnough(context, note.join(' '), LONGEST.note),
    nomination: null,
  });
  return {
    records: [filed],
    reply: () => {
      const named = state.followUps.nominations().find(({ record }) => record.id === filed.id);
      return say('exemplars.nominated', {
        who,
        award,
        unit: context.roster.titleOf(unit),
        number: named?.number,
      });
    },
  };
}

function honour(context: Context, said: string): Decision {
  const { say, state, roster } = context;
  permit(context, '典型表彰', roster.root.id);
  const number = Number(/^[第#]?([0-9０-９]{1,4})[号项]?/u.exec(said)?.[1]?.normalize('NFKC') ?? Number.NaN);
  if (Number.isNaN(number)) throw new Refusal(say('exemplars.which-number'));
  const found = state.followUps.nominations().find((each) => each.number === number);
  if (!found) throw new Refusal(say('exemplars.no-number', { number }));
  const { id, about, award, who } = found.record;
  if (state.followUps.honourOf(id)) throw new Refusal(say('exemplars.honoured-already', { who, award }));
  const filed = context.record(roster.root.id, {
    kind: 'exemplar.named',
    about,
    award,
    who,
    stage: '表彰',
    note: null,
    nomination: id,
  });
  return {
    records: [filed],
    reply: () => say('exemplars.honoured', { who, award, unit: roster.titleOf(about) }),
  };
}

/** By award, each in the order they were put forward: those of the unit asked about, the office's own list being everybody's. */
function list(context: Context, rest: string): string {
  const { say, roster, campaign } = context;
  const { unit } = unitAhead(context, rest);
  const whole = unit === roster.root.id ? unit : context.progress.facts.holdingOf(unit, 'unit').holder;
  const mine = context.state.followUps
    .nominations()
    .filter(({ record }) => roster.within(record.about, whole));
  const awards = unit === roster.root.id ? campaign.followUps.exemplars : awardsOf(context, whole);
  return say('exemplars.list', {
    unit: context.roster.titleOf(whole),
    awards: awards.map(({ name, categories }) => awardView(context, name, categories, mine)),
    none: awards.length === 0,
    mayName: permitted(context, '典型提名', unit) || permitted(context, '典型提名', whole),
    mayHonour: permitted(context, '典型表彰', roster.root.id),
  });
}

function awardView(
  { state, roster }: Context,
  name: string,
  categories: readonly string[],
  all: readonly Numbered<ExemplarNamed>[],
): View {
  const named = all.filter(({ record }) => record.award === name);
  return {
    name,
    categories: categories.join('、'),
    nominees: named.slice(-SHOWN).map(({ number, record }) => ({
      number,
      who: record.who,
      unit: roster.titleOf(record.about),
      note: record.note === null ? null : excerpt(record.note, 20),
      honoured: state.followUps.honourOf(record.id) !== undefined,
    })),
    more: Math.max(0, named.length - SHOWN),
    empty: named.length === 0,
  };
}

const awardsOf = ({ campaign, roster }: Context, unit: UnitId): readonly Award[] =>
  awardsFor(campaign.followUps.exemplars, roster.unit(unit)?.category ?? '');

const namesOf = (awards: readonly Award[]): string => awards.map(({ name }) => name).join('、');
