import { isHandled, type Opinion, raisedOn } from '../../progress/opinion.ts';
import type { Piece } from '../paper/paper.ts';
import type { Asked } from './asked.ts';
import { CALLS, isForum } from './kinds.ts';
import type { Matter } from './matter.ts';
import type { Pen, Section } from './pen.ts';
import { metIn } from './requirements.ts';
import { sessionSentences } from './sessions.ts';

/** 听取意见: forums, calls, ballots, and opinions as counts alone. Left out where the campaign asks for nothing of it. */
export function hearing(matter: Matter, pen: Pen): Section {
  const title = pen.words('section-hearing');
  const opinions = [...gathered(matter, pen), ...handled(matter, pen)];
  const forums = matter.campaign.activities.map(({ name }) => name).filter(isForum);
  const pieces = [
    ...sessionSentences(matter, pen, 'forums', forums),
    ...CALLS.flatMap((deed) => calls(matter, pen, deed)),
    ...appraisals(matter, pen),
    ...opinions,
  ];
  const isAsked = matter.asked.some(({ part }) => part === 'hearing');
  if (pieces.length === 0 && !isAsked) return { title, parts: [] };
  const closing = opinions.length > 0 ? 'hearing-gap' : 'no-opinions-gap';
  return {
    title,
    parts: [{ title: null, pieces: [...pieces, ...metIn(matter, pen, 'hearing'), pen.gap(closing)] }],
  };
}

function calls({ campaign, progress, unit, asked }: Matter, pen: Pen, deed: (typeof CALLS)[number]): Piece[] {
  const done = progress.facts.deedsIn(unit.id, deed);
  if (done.length === 0 || !campaign.deeds.some((rule) => rule.deed === deed)) return [];
  const view = { deed, count: done.length, targets: new Set(done.map(({ target }) => target)).size };
  const asking = asked.filter(({ requirement }) => requirement.measure.hint['deed'] === deed);
  return [pen.told('calls', view, asking)];
}

/** Ballots that are over; how they came out is not for everybody who writes. */
function appraisals({ campaign, progress, units, unit, asked }: Matter, pen: Pen): Piece[] {
  if (campaign.appraisal === null) return [];
  const appraised =
    unit.kind === 'branch' ? [unit.id] : units.filter((id) => kindOf(progress, id) !== 'branch');
  const closed = appraised.flatMap((id) => progress.facts.appraisalsOf(id));
  if (closed.length === 0) return [];
  const heads = closed.flatMap(({ turnout }) => turnout).reduce((sum, { voted }) => sum + voted, 0);
  const asking = asked.filter(({ requirement }) => requirement.measure.measure === 'appraisal');
  return [pen.told('appraisals', { count: closed.length, heads }, asking)];
}

const kindOf = ({ roster }: Matter['progress'], id: Matter['unit']['id']) => roster.unit(id)?.kind;

/** What its people have heard from others. */
function gathered({ asked, campaign, progress, unit, units }: Matter, pen: Pen): Piece[] {
  const { opinions } = progress.state;
  const heard = (isOffice(progress, unit) ? units : wholeUnits(progress, units)).flatMap((id) =>
    opinions.gatheredBy(id),
  );
  if (heard.length === 0) return [];
  const known = campaign.opinions.sources.map(({ name }) => name);
  const found = Map.groupBy(heard, ({ source }) => source ?? '');
  // In the notice's order, not in that of how many.
  const sources = [...new Set([...known, ...found.keys()])]
    .flatMap((source) => (found.has(source) ? `${source}${found.get(source)?.length ?? 0}条` : []))
    .join('、');
  return [pen.told('gathered', { count: heard.length, sources }, askingForOpinions(asked))];
}

/** What it has to see to, and how far that has come. */
function handled(matter: Matter, pen: Pen): Piece[] {
  const { asked, progress, unit, today } = matter;
  const opinions = opinionsOf(matter);
  if (opinions.length === 0) return [];
  const count = (is: (opinion: Opinion) => boolean): number => opinions.filter(is).length;
  const view = {
    office: isOffice(progress, unit),
    count: opinions.length,
    anonymous: count(isAnonymous) || null,
    claimed: count(({ claim }) => claim !== null),
    rectified: count(({ rectified }) => rectified !== null),
    answered: count((opinion) => opinion.answer !== null || isHandled(opinion, today)),
    closed: count((opinion) => isHandled(opinion, today)),
  };
  return [pen.told('opinions', view, askingForOpinions(asked))];
}

const askingForOpinions = (asked: readonly Asked[]): readonly Asked[] =>
  asked.filter(({ requirement }) => requirement.measure.measure.startsWith('opinion'));

const isOffice = ({ roster }: Matter['progress'], { id }: Matter['unit']): boolean => id === roster.root.id;

const isAnonymous = ({ by }: Opinion): boolean => by === null;

/**
 * Opinions that concern the unit or those below it; for the office all there are. An anonymous one counts from the day after it
 * came: whoever has two drafts made must not see when one appears.
 */
export function opinionsOf({ progress, units, unit, today }: Matter): readonly Opinion[] {
  const { state, zone } = progress;
  const { opinions } = state;
  const whole = isOffice(progress, unit)
    ? opinions.all()
    : wholeUnits(progress, units).flatMap((id) => opinions.concerning(id));
  return whole.filter(
    (opinion) => !opinion.sentUp && !(isAnonymous(opinion) && raisedOn(opinion, zone) >= today),
  );
}

/** What concerns a unit is for its only branch to see to. */
function wholeUnits({ roster }: Matter['progress'], units: Matter['units']): Matter['units'] {
  const [own] = units;
  const above = own === undefined ? undefined : roster.unit(own)?.parent;
  if (own === undefined || above === null || above === undefined || units.length > 1) return units;
  const isOnly = roster.unit(above)?.kind === 'unit' && roster.leaves(above).length === 1;
  return isOnly ? [above, own] : units;
}
