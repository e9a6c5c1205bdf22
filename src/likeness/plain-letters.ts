/**
 * What is left of a text when only its wording matters: full-width and compatibility forms folded, lower case, letters and
 * digits alone. White space, punctuation, line breaks and emoji make no difference.
 */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
