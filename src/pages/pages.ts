import type { Context } from '../dialogue/command.ts';
import { permitted } from '../dialogue/permit.ts';
import { workbookFor } from '../dialogue/workbook.ts';
import type { Errand } from '../report/draft.ts';
import type { PersonId } from '../roster/roster.ts';
import type { View } from '../wording/wording.ts';
import { healthPage, undeliveredPage } from './office-pages.ts';
import { opinionsPage } from './opinions-page.ts';
import type { Health, Page, PageView } from './page.ts';
import { personPage } from './person-page.ts';
import { requirementPage } from './requirement-page.ts';
import { reviewsPage } from './reviews-page.ts';
import { overviewPage, unitPage } from './unit-page.ts';

const PAGES: ReadonlyMap<string, Page> = new Map(
  [
    overviewPage,
    unitPage,
    requirementPage,
    personPage,
    opinionsPage,
    reviewsPage,
    undeliveredPage,
    healthPage,
  ].map((page) => [page.name, page]),
);

/** The beginning is a unit's page as well. */
const templateOf = ({ name }: Page): string => (name === '' ? unitPage.name : name);

export interface PagesOptions {
  /** Everything as the person would see it in a private chat now; undefined for who is not on the roster. */
  reading(person: PersonId): Context | undefined;
  health(): Promise<Health>;
  /** The content of a file that is to be downloaded. */
  make(order: Errand): Promise<Uint8Array>;
}

interface Address {
  readonly page: string;
  readonly id: string;
  readonly query: URLSearchParams;
}

/** All pages, each for exactly the one who looks at it. */
export class Pages {
  readonly templates = [...new Set([...PAGES.values()].map(templateOf))];
  readonly #options: PagesOptions;

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  nameOf(person: PersonId): string | undefined {
    return this.#options.reading(person)?.person.name;
  }

  async show(
    person: PersonId,
    { page: name, id, query }: Address,
    sign: (order: string) => string,
  ): Promise<{ readonly template: string; readonly view: PageView } | undefined> {
    const page = PAGES.get(name);
    const health = page === healthPage ? await this.#options.health() : null;
    const context = this.#options.reading(person);
    if (!page || !context) return undefined;
    const reader = { ...context, query, sign, health };
    const view = page.show(reader, id);
    return view && { template: templateOf(page), view };
  }

  /** The workbook of a unit; null for what there is not as well as for what is not the person's to have. */
  async workbook(
    person: PersonId,
    id: string,
  ): Promise<{ readonly name: string; readonly content: Uint8Array } | null> {
    const context = this.#options.reading(person);
    const unit = context?.roster.units.find((each) => each.id === id);
    const file = context && unit && workbookFor({ ...context, unit: unit.id, place: 'private' });
    return file ? { name: file.name, content: await this.#options.make(file.order) } : null;
  }

  /** What can be reached from anywhere; what the person may not see is not among it. */
  links(person: PersonId, here: string): readonly View[] {
    const context = this.#options.reading(person);
    if (!context) return [];
    const isOffice = permitted(context, '未送达', context.roster.root.id);
    const links = [
      { page: '', path: '/p', text: '总览' },
      { page: 'person', path: '/p/person', text: '我的' },
      { page: 'opinions', path: '/p/opinions', text: '意见' },
      ...(context.campaign.documents.length > 0
        ? [{ page: 'reviews', path: '/p/reviews', text: '审阅' }]
        : []),
      ...(isOffice
        ? [
            { page: 'undelivered', path: '/p/undelivered', text: '未送达' },
            { page: 'health', path: '/p/health', text: '运行' },
          ]
        : []),
    ];
    return links.map(({ page, path, text }) => ({ path, text, here: page === here }));
  }
}
