/** Hears how far long work has come: so many of so many. Called often; whoever listens decides how often that shows. */
export type OnProgress = (done: number, total: number) => void;

/** For work that nobody watches. */
export const unwatched: OnProgress = () => {};
