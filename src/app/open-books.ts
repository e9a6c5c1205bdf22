import { BallotBox } from '../journal/box/ballot-box.ts';
import { openFileBox } from '../journal/box/file-box.ts';
import { OpinionBox } from '../journal/box/opinion-box.ts';
import { type JournalOptions, openJournal } from '../journal/embedded.ts';
import { Books } from '../progress/books.ts';

/** Opens the journal and the boxes of a data folder. Expects that this process holds the folder's lock. */
export async function openBooks(options: Omit<JournalOptions, 'each'>): Promise<Books> {
  const box = await openFileBox(options.folder, options.disk);
  const boxes = { opinions: await OpinionBox.open(box), ballots: await BallotBox.open(box) };
  return Books.open(boxes, (each) => openJournal({ ...options, each }));
}
