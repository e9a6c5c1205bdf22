import { BallotBox } from '../journal/box/ballot-box.ts';
import { openFileBox } from '../journal/box/file-box.ts';
import { OpinionBox } from '../journal/box/opinion-box.ts';
import { type JournalOptions, openJournal } from '../journal/embedded.ts';
import { Books, type Boxes } from '../progress/books.ts';

/** Opens the journal and the boxes of a data folder. Expects that this process holds the folder's lock. */
export function openBooks(options: Omit<JournalOptions, 'each'>): Promise<Books> {
  const openBoxes = async (isNew: boolean): Promise<Boxes> => {
    const box = await openFileBox(options.folder, isNew, options.disk);
    const [opinions, ballots] = [await OpinionBox.open(box), await BallotBox.open(box)];
    return { opinions, ballots, isUsable: () => box.isUsable() };
  };
  return Books.open((each) => openJournal({ ...options, each }), openBoxes);
}
