import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';

/** What each notice demands, by the names of the table of demands. */
const DEMANDS = {
  xianju: [
    ...['collective-study', 'five-modes', 'readings', 'three-thoughts', 'essay', 'discussion-evidence'],
    ...[
      'exemplars',
      'principal-visits',
      'resident-visits',
      'pairing',
      'wishes',
      'opinions',
      'principal-leads',
    ],
  ],
  hebei: [
    ...[
      'leadership-study',
      'leader-lecture',
      'branch-discussion',
      'branch-film',
      'branch-lecture',
      'study-plan',
    ],
    ...['secretary-training', 'flexible-attendance', 'batches', 'opinions', 'fix-at-once', 'look-back'],
    ...['gap-check', 'four-forms', 'supervision', 'feedback-report'],
  ],
  weidu: [
    ...[
      'span',
      'three-educations',
      'mass-appraisal',
      'revisit',
      'opinions',
      'contact-points',
      'problem-lists',
    ],
  ],
  'changzhou-health': [
    ...[
      'contact-points',
      'organised',
      'plan-review',
      'mobilization',
      'appraisal',
      'interviews',
      'study-plan',
    ],
    ...[
      'center-group',
      'topic-study',
      'member-exchange',
      'forums',
      'great-discussion',
      'home-study',
      'opinions',
    ],
    ...['rules', 'stage-summary'],
  ],
  'nantong-union': [
    ...['mobilization', 'appraisal', 'interviews', 'contact-points', 'study-plan', 'lecture', 'center-group'],
    ...['topic-study', 'member-exchange', 'leadership-study', 'topic-discussions', 'site-teaching'],
    ...['moral-lecture', 'forums', 'enterprises', 'opinions', 'stage-summary'],
  ],
} as const;

/** What the office sees, with nothing imported yet. */
async function check(file: string) {
  const out: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void out.push(line) };
  const ended = await checkCommand(['--campaign', file, '--json'], io, {
    DATA_DIR: join(tmpdir(), 'nowhere'),
  });
  return { ended, report: JSON.parse(out.join('\n')) };
}

describe.each(Object.entries(DEMANDS))('the campaign file of %s', (name, ids) => {
  it('is free of mistakes and has every demand of the notice', async () => {
    const { ended, report } = await check(`templates/campaigns/${name}.yaml`);
    expect(report.mistakes).toEqual([]);
    expect(ended).toBe(0);
    const listed = report.requirements.map(({ id }: { id: string }) => id);
    expect(ids.filter((id) => !listed.includes(id))).toEqual([]);
    for (const { id, clause } of report.requirements) expect(clause, id).toMatch(/〔2014〕|第/);
  });
});
