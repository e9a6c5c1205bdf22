import { type Checklist, lastStage, type Pipeline } from '../../campaign/follow-ups.ts';
import type { Piece } from '../paper/paper.ts';
import type { Matter } from './matter.ts';
import type { Pen, Section } from './pen.ts';
import { metIn } from './requirements.ts';

/** 立行立改: what was taken on and what came of it, and what the unit says of itself point by point. */
export function mending(matter: Matter, pen: Pen): Section {
  const { pipelines, checklists } = matter.campaign.followUps;
  const pieces = [
    ...pipelines.flatMap((pipeline) => items(matter, pen, pipeline)),
    ...checklists.flatMap((checklist) => checks(matter, pen, checklist)),
  ];
  const closing = pieces.length > 0 ? [...metIn(matter, pen, 'mending'), pen.gap('mending-gap')] : [];
  return { title: pen.words('section-mending'), parts: [{ title: null, pieces: [...pieces, ...closing] }] };
}

function items({ asked, progress, units, unit, isOver }: Matter, pen: Pen, pipeline: Pipeline): Piece[] {
  const asking = asked.filter(({ requirement }) => requirement.measure.hint['pipeline'] === pipeline.name);
  // The office's own items are its own alone; what those below it took on stands with them.
  const holders = isOver ? units.filter((id) => progress.roster.unit(id)?.kind !== 'branch') : [unit.id];
  const found = new Map(
    holders.flatMap((id) => progress.facts.itemsOf(id, pipeline.name).items).map((item) => [item.id, item]),
  );
  if (found.size === 0) return asking.length > 0 ? [pen.gap('items-gap', { pipeline: pipeline.name })] : [];
  const done = found.values().filter((item) => item.done !== null);
  const view = {
    pipeline: pipeline.name,
    count: found.size,
    last: lastStage(pipeline),
    done: [...done].length,
  };
  return [pen.told('items', view, asking)];
}

function checks({ asked, progress, units, unit, isOver }: Matter, pen: Pen, checklist: Checklist): Piece[] {
  const { name } = checklist;
  const asking = asked.filter(({ requirement }) => requirement.measure.hint['checklist'] === name);
  const isAnswered = (id: Matter['unit']['id']): boolean =>
    progress.facts.checksOf(id, name).points.some(({ answer }) => answer !== null);
  if (isOver) {
    const answered = units.filter((id) => progress.facts.checksOf(id, name).holder === id && isAnswered(id));
    return answered.length > 0
      ? [pen.told('checks-below', { checklist: name, units: answered.length }, asking)]
      : [];
  }
  if (!isAnswered(unit.id)) return asking.length > 0 ? [pen.gap('items-gap', { pipeline: name })] : [];
  const { points } = progress.facts.checksOf(unit.id, name);
  const view = {
    checklist: name,
    all: points.length,
    enough: points.filter(({ enough }) => enough).length,
    open: points.filter(({ answer }) => answer === null).length,
  };
  return [pen.told('checks', view, asking)];
}
