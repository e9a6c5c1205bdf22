/** A session may be entered this many days after it was held, and announced this many days ahead. */
export const DAYS_BACK = 7;
export const DAYS_AHEAD = 60;
