import fc from 'fast-check';

const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));

/**
 * Text of whatever characters there are, and words that programs trip over. It is what fast-check makes of the unit `binary`, for
 * which it takes a second to prepare a table of them all.
 */
export const anyText = (lengths: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.oneof({ arbitrary: fc.string({ ...lengths, unit: character }), weight: 4 }, fc.string(lengths));
