import { fileURLToPath } from 'node:url';
import { loadWording, WordingError } from '../../wording/wording.ts';
import type { Check } from '../check.ts';
import { fine, wrong } from '../finding.ts';

const MESSAGES = fileURLToPath(new URL('../../../templates/messages/', import.meta.url));

export const wording = (folder: string = MESSAGES): Check => ({
  name: '话术',
  async run() {
    try {
      return [fine(`${loadWording(folder).keys().length} 条`)];
    } catch (error) {
      if (!(error instanceof WordingError)) throw error;
      return [wrong(`templates/messages/${error.message}`, '改好这个文件，或从安装包里恢复它')];
    }
  },
});
