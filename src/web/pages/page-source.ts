import type { PersonId } from '../../roster/roster.ts';
import type { View } from '../../wording/wording.ts';

/** A page as one reader may see it. */
export interface Shown {
  readonly template: string;
  readonly view: View & { readonly title: string };
}

export interface PageAddress {
  /** `unit` of `/p/unit/县教育局`; empty for `/p`. */
  readonly page: string;
  readonly id: string;
  readonly query: URLSearchParams;
}

/** What the pages' edge asks of the domain. */
export interface PageSource {
  /** Templates it uses. */
  readonly templates: readonly string[];
  /** What to call the person; undefined for who is not, or no longer, on the roster. */
  nameOf(person: PersonId): string | undefined;
  /**
   * The page, undefined for what there is not as well as for what is not this person's to see. `sign` makes the token of a form
   * that says the order, with what is filled in behind it.
   */
  show(person: PersonId, address: PageAddress, sign: (order: string) => string): Promise<Shown | undefined>;
  /** The links on top of every page. */
  links(person: PersonId, page: string): readonly View[];
  /** The workbook of a unit; null for what there is not as well as for what is not this person's to have. */
  workbook(
    person: PersonId,
    unit: string,
  ): Promise<{ readonly name: string; readonly content: Uint8Array } | null>;
}
