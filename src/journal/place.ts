/** Where a line begins: the number of its segment and a byte in it, as one number, for there are a million of them. */
export type Place = number;

// 2 ** 40 bytes are more than any segment has, and 2 ** 13 segments of 64 MB more than any county fills.
const SEGMENT = 2 ** 40;

export const placeAt = (segment: number, offset: number): Place => segment * SEGMENT + offset;

export const segmentOf = (place: Place): number => Math.floor(place / SEGMENT);
export const offsetOf = (place: Place): number => place % SEGMENT;
