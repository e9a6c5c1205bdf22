import type { DocumentType } from '../../campaign/documents.ts';
import type { Progress } from '../../progress/progress.ts';
import type { Unit } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import { fullDay } from '../../wording/format.ts';
import type { Say } from '../../wording/wording.ts';
import { type Block, gapsIn, type Paper } from '../paper/paper.ts';
import { hearing } from './hearing.ts';
import { Matter } from './matter.ts';
import { mending } from './mending.ts';
import { organisation } from './organisation.ts';
import { nextSteps, problems } from './outlook.ts';
import { numbered, Pen } from './pen.ts';
import { isDemanded, isMet } from './requirements.ts';
import { study } from './study.ts';

export interface SummaryOptions {
  readonly progress: Progress;
  readonly unit: Unit;
  readonly now: Instant;
  readonly say: Say;
  /** What it is sent up as; undefined where the campaign asks for no such paper. */
  readonly type: DocumentType | undefined;
}

/** A unit's summary as far as the ledgers can tell it: every figure with its source, and gaps for what only a person knows. */
export function summaryOf({ progress, unit, now, say, type }: SummaryOptions): Paper {
  const matter = new Matter(progress, unit, now, type?.name);
  const pen = new Pen(say, matter.today);
  const blocks = [
    opening(matter, pen),
    ...numbered([
      organisation(matter, pen, type),
      study(matter, pen),
      hearing(matter, pen),
      mending(matter, pen),
      problems(matter, pen),
      nextSteps(matter, pen),
    ]),
  ];
  const name = unitName(unit);
  const title = pen.words('title', {
    campaign: progress.campaign.title,
    type: type?.name ?? pen.words('type'),
  });
  return {
    notice: pen.words('notice', { day: fullDay(matter.today), gaps: gapsIn({ blocks }) }),
    title: [name, title],
    blocks,
    signature: name,
    date: fullDay(matter.today),
  };
}

const unitName = ({ title }: Unit): string => title.replaceAll('/', '');

function opening({ campaign, progress, unit, asked }: Matter, pen: Pen): Block {
  const { roster } = progress;
  const branches = roster.leaves(unit.id).filter(({ kind }) => kind === 'branch').length;
  const demanded = asked.filter(isDemanded);
  return {
    kind: 'paragraph',
    pieces: [
      pen.told('opening', {
        document: campaign.document,
        unit: unitName(unit),
        office: unit.id === roster.root.id,
        start: fullDay(campaign.start),
        campaign: campaign.title,
        people: roster.headcount(unit.id),
        branches: branches > 1 ? branches : null,
      }),
      ...(demanded.length > 0
        ? [pen.told('standing', { all: demanded.length, met: demanded.filter(isMet).length }, demanded)]
        : []),
      pen.gap('opening-gap'),
      pen.plain('leads'),
    ],
  };
}
