import type { DocumentType } from '../../campaign/documents.ts';
import { shortDay } from '../../wording/format.ts';
import type { Piece } from '../paper/paper.ts';
import { isMobilization } from './kinds.ts';
import type { Matter } from './matter.ts';
import type { Pen, Section } from './pen.ts';
import { askingFor, metIn } from './requirements.ts';
import { sessionSentences } from './sessions.ts';

/** 组织领导: mobilisation, papers, contact points. */
export function organisation(matter: Matter, pen: Pen, summary: DocumentType | undefined): Section {
  return {
    title: pen.words('section-organisation'),
    parts: [
      { title: pen.words('part-mobilization'), pieces: mobilization(matter, pen) },
      { title: pen.words('part-papers'), pieces: papers(matter, pen, summary) },
      { title: pen.words('part-points'), pieces: points(matter, pen) },
      { title: null, pieces: [...metIn(matter, pen, 'organisation'), pen.gap('organisation-gap')] },
    ],
  };
}

function mobilization(matter: Matter, pen: Pen): Piece[] {
  const activities = matter.campaign.activities.map(({ name }) => name).filter(isMobilization);
  const [first] = activities;
  if (first === undefined) return [];
  const sentences = sessionSentences(matter, pen, 'mobilization', activities);
  return sentences.length > 0 ? sentences : [pen.gap('mobilization-gap', { activity: first })];
}

function papers(matter: Matter, pen: Pen, summary: DocumentType | undefined): Piece[] {
  return matter.campaign.documents
    .filter((type) => type !== summary)
    .flatMap((type) => (isBelow(matter, type) ? papersBelow(matter, pen, type) : paper(matter, pen, type)));
}

/** Whether it is not the unit that sends this up but several below it. */
const isBelow = ({ isOver, progress, unit }: Matter, { each }: DocumentType): boolean =>
  isOver || (each === 'branch' && progress.roster.leaves(unit.id).length > 1);

function paper({ asked, progress, unit, today }: Matter, pen: Pen, type: DocumentType): Piece[] {
  const asking = askingFor(asked, type.name);
  const fact = progress.facts.documentOf(unit.id, type.name);
  const sent = progress.state.documents
    .versionsOf(progress.facts.senderOf(unit.id, type.name), type.name)
    .at(-1);
  if (!fact || !sent) return asking.length > 0 ? [pen.gap('paper-gap', { type: type.name })] : [];
  const view = {
    type: type.name,
    version: sent.version,
    number: sent.number,
    day: shortDay(progress.zone.dayOf(sent.at), today),
    approved: fact.status === 'approved',
  };
  return [pen.told(type.review.length > 0 ? 'paper' : 'paper-bare', view, asking)];
}

function papersBelow({ asked, progress, units }: Matter, pen: Pen, type: DocumentType): Piece[] {
  const senders = units.filter((unit) => progress.state.documents.versionsOf(unit, type.name).length > 0);
  const approved = senders.filter(
    (unit) => progress.facts.documentOf(unit, type.name)?.status === 'approved',
  );
  const asking = askingFor(asked, type.name);
  if (senders.length === 0) return asking.length > 0 ? [pen.gap('paper-gap', { type: type.name })] : [];
  const view = {
    type: type.name,
    branches: type.each === 'branch',
    count: senders.length,
    approved: approved.length,
  };
  return [pen.told('papers-below', view, asking)];
}

function points({ campaign, progress, unit, asked }: Matter, pen: Pen): Piece[] {
  if (!campaign.deeds.some(({ deed }) => deed === '联系点')) return [];
  const done = progress.facts.deedsIn(unit.id, '联系点');
  const asking = asked.filter(({ requirement }) => requirement.measure.hint['deed'] === '联系点');
  if (done.length === 0) return asking.length > 0 ? [pen.gap('points-gap')] : [];
  const view = {
    people: new Set(done.map(({ person }) => person)).size,
    targets: new Set(done.map(({ target }) => target)).size,
    count: done.length,
  };
  return [pen.told('points', view, asking)];
}
