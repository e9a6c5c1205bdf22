import { readFile } from 'node:fs/promises';
import { Extractor } from '../../extraction/extractor.ts';
import { codeOf } from '../../journal/disk.ts';
import type { Check } from '../check.ts';
import { fine, wrong } from '../finding.ts';

const SAMPLE = new URL('../sample.docx', import.meta.url);
const TEXT = '群学';

/** Whether the text of files that people send can be read here: it takes a worker thread with memory of its own. */
export const extraction = (sample: URL = SAMPLE): Check => ({
  name: '读文件',
  async run(signal) {
    const content = await readFile(sample);
    const faults: unknown[] = [];
    const extractor = new Extractor({ onFault: (error) => void faults.push(error) });
    signal.addEventListener('abort', () => void extractor.close(), { once: true });
    const contents = await extractor.read(content, '');
    if (contents.kind === 'text' && contents.text.includes(TEXT)) return [fine('Word 文件里的文字读得出来')];
    const why = contents.kind === 'unread' ? contents.why : contents.kind;
    return [
      wrong(
        `读不出 Word 文件里的文字（${codeOf(faults[0]) ?? why}），大家发来的体会文章会只存不读`,
        '检查服务器内存（至少留 512 MB），重新运行 npm ci，再检查一次',
      ),
    ];
  },
});
