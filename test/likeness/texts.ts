/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Sentences everybody writes in such a campaign. */
const STOCK = [
  '通过这次学习，我深刻认识到开展群众路线教育实践活动的重大意义和现实紧迫性。',
  '群众利益无小事，要始终把群众的冷暖安危放在心上。',
  '要牢固树立宗旨意识，密切联系群众，改进工作作风。',
  '对照检查自己，还存在学习不够深入、联系群众不够紧密的问题。',
  '今后我将以更高的标准、更严的要求、更实的作风做好本职工作。',
  '要以钉钉子的精神抓好落实，真正做到为民务实清廉。',
];

/** Writes texts that read, to a machine, like Chinese: words of two or three characters, few of them used often. */
export class Writer {
  readonly random: () => number;
  readonly #words: readonly string[];

  constructor(seed: number) {
    this.random = seeded(seed);
    this.#words = Array.from({ length: 6000 }, () =>
      Array.from({ length: this.random() < 0.8 ? 2 : 3 }, () => this.character()).join(''),
    );
  }

  character(): string {
    return String.fromCharCode(0x4e00 + Math.floor(this.random() * 3000));
  }

  #pick<T>(from: readonly T[], bias = 1): T {
    const picked = from[Math.floor(this.random() ** bias * from.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }

  sentence(): string {
    const words = Array.from({ length: 8 + Math.floor(this.random() * 10) }, () =>
      this.#pick(this.#words, 3),
    );
    return `${words.slice(0, 5).join('')}，${words.slice(5).join('')}。`;
  }

  /** Paragraphs of a few sentences until the text is so long; this share of the sentences is what everybody writes. */
  essay(length: number, stock = 0): string {
    const paragraphs: string[] = [];
    while (paragraphs.join('').length < length) {
      const sentences = Array.from({ length: 4 }, () =>
        this.random() < stock ? this.#pick(STOCK) : this.sentence(),
      );
      paragraphs.push(sentences.join(''));
    }
    return paragraphs.join('\n');
  }

  /** The text with this share of its characters replaced, left out or doubled. */
  edited(text: string, share: number): string {
    return [...text]
      .map((character) => {
        if (this.random() >= share) return character;
        return this.#pick([this.character(), '', character + this.character()]);
      })
      .join('');
  }

  shuffled(text: string): string {
    const keyed = text.split('\n').map((paragraph) => ({ paragraph, key: this.random() }));
    return keyed
      .sort((a, b) => a.key - b.key)
      .map(({ paragraph }) => paragraph)
      .join('\n');
  }
}
