/** Where something is said: the branch's own group, the office's, or in private. */
export type Place = 'branch' | 'office' | 'private';

/** Something that is really done on the stand-in platform. */
export type Act =
  | {
      readonly do: 'say';
      readonly from: string;
      readonly in: Place;
      /** `{name}` stands for what an earlier answer has been asked for. */
      readonly text: string;
      readonly picture?: boolean;
      /** Keeps what the pattern's first group finds in the answer, under this name. */
      readonly keep?: { readonly as: string; readonly pattern: RegExp };
    }
  | { readonly do: 'send'; readonly from: string; readonly file: string; readonly words: string }
  /** A button of the newest card there that has it. */
  | { readonly do: 'tap'; readonly from: string; readonly in: Place; readonly button: string }
  /** Ahead by so many hours, to the next reminder in the branch's group, or to the next digest. */
  | { readonly do: 'wait'; readonly for: 'reminder' | 'digest' | { readonly hours: number } };

export interface Step {
  readonly title: string;
  /** What happens and why it matters, in plain words. */
  readonly text: string;
  /** Who the visitor is, and where, when the step has been performed. */
  readonly me: string;
  readonly in: Place;
  readonly acts: readonly Act[];
}
