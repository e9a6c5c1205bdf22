import { nearest } from '../wording/nearest.ts';
import type { DocumentType, Phase } from './documents.ts';
import type { CampaignFile } from './schema.ts';
import { REVIEWER_WORDS } from './schema-documents.ts';

/** Tells a mistake at a place of the file. */
type Tell = (path: readonly PropertyKey[], problem: string, allowed: string) => void;

/** The document types of a campaign file. Tells of names given twice and of approvals nobody could give. */
export function documentsOf(data: CampaignFile, mistake: Tell): DocumentType[] {
  refuseTwins(data, mistake);
  refuseApprovalByNobody(data, mistake);
  return data.documents.map(({ name, also, each, points, review }) => ({
    name,
    also,
    each,
    points,
    review: review.map((word) => REVIEWER_WORDS[word]),
  }));
}

/** Two types, or two points of one, may not go by the same word: nobody could tell which is meant. */
function refuseTwins({ documents }: CampaignFile, mistake: Tell): void {
  const taken = new Set<string>();
  for (const [index, document] of documents.entries()) {
    for (const word of wordsOf([document]))
      if (taken.has(word))
        mistake(['documents', index, 'name'], `文件名“${word}”重复`, '每个名称和别名只用一次');
      else taken.add(word);
    const points = wordsOf(document.points);
    const twin = points.find((word, at) => points.indexOf(word) < at);
    if (twin !== undefined)
      mistake(['documents', index, 'points'], `要点“${twin}”重复`, '每个要点和别名只用一次');
  }
}

const wordsOf = (terms: CampaignFile['documents'][number]['points']): string[] =>
  terms.flatMap(({ name, also }) => [name, ...also]);

/** A requirement that waits for an approval needs somebody who gives it. */
function refuseApprovalByNobody({ requirements, documents }: CampaignFile, mistake: Tell): void {
  for (const [index, { measure, of }] of requirements.entries()) {
    if (measure !== 'order' && !(measure === 'documents' && field(of, 'status') !== 'sent')) continue;
    const named = field(of, 'document');
    const unread = documents.find(
      ({ name, review }) => review.length === 0 && Array.isArray(named) && named.includes(name),
    );
    if (unread)
      mistake(
        ['requirements', index, 'of', 'document'],
        `“${unread.name}”没有写谁来审阅（review），不会有“同意”`,
        '在 documents 里写 review: [督导]，或者改成 status: sent',
      );
  }
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? Object.entries(of).find(([key]) => key === name)?.[1] : undefined;

/** The phases of a campaign file. Tells of words that are listed nowhere, and of what would belong to two phases. */
export function phasesOf(data: CampaignFile, mistake: Tell): Phase[] {
  const lists = {
    requires: data.requirements.map(({ id }) => id),
    activities: data.activities.map(({ name }) => name),
    documents: data.documents.map(({ name }) => name),
  } as const;
  const owners = new Map<string, string>();
  for (const [index, phase] of data.phases.entries()) {
    if (data.phases.findIndex(({ id }) => id === phase.id) < index)
      mistake(['phases', index, 'id'], `环节编号“${phase.id}”重复`, '每个环节的编号只能用一次');
    for (const list of ['requires', 'activities', 'documents'] as const)
      for (const [at, word] of phase[list].entries()) {
        const path = ['phases', index, list, at];
        if (!lists[list].includes(word)) mistake(path, unknown(word, list), allowed(word, lists[list]));
        const owner = owners.get(`${list} ${word}`);
        if (list !== 'requires' && owner !== undefined)
          mistake(path, `“${word}”已经属于环节“${owner}”`, '只写在一个环节里；各环节都可以做的不用写');
        owners.set(`${list} ${word}`, phase.id);
      }
  }
  return data.phases;
}

const unknown = (word: string, list: 'requires' | 'activities' | 'documents'): string =>
  `“${word}”没有列在 ${list === 'requires' ? 'requirements' : list} 里`;

function allowed(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  const all = names.join('、') || '先列出来再用';
  return near ? `${all}（您要写的是不是“${near}”）` : all;
}
