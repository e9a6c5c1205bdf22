import type { Day } from '../time/zone.ts';
import type { View } from '../wording/wording.ts';
import type { Reader } from './page.ts';

export interface Option extends View {
  readonly value: string;
  readonly text: string;
}

/** What is filled in behind an order, in the order of the fields. */
export type Field =
  | { readonly kind: 'area'; readonly label: string; readonly example: string; readonly required: boolean }
  | { readonly kind: 'line'; readonly label: string }
  | { readonly kind: 'choice'; readonly label: string; readonly options: readonly Option[] }
  | { readonly kind: 'day'; readonly label: string; readonly from: Day };

export type FormView = View & { readonly button: string };

/** A button that says the order, with what is filled in behind it; folded away while there is something to fill in. */
export function formView(reader: Reader, order: string, button: string, fields: readonly Field[]): FormView {
  return {
    token: reader.sign(order),
    button,
    folded: fields.length > 0,
    fields: fields.map((field, index) => ({
      id: `f${order.replaceAll(/\s/g, '-')}-${index}`,
      label: field.label,
      area: field.kind === 'area' ? { example: field.example, required: field.required } : null,
      line: field.kind === 'line',
      choice: field.kind === 'choice' ? { options: field.options } : null,
      day: field.kind === 'day' ? { from: field.from } : null,
    })),
  };
}
