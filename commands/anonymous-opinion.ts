import type { Command } from '../src/dialogue/command.ts';
import { fileAnonymously } from '../src/dialogue/opinions/file.ts';

/** `/意见 匿名` by a name of its own: whoever types it so must not be taken to speak by name. */
export const anonymousOpinion: Command = {
  name: '匿名意见',
  aliases: ['nm', 'anonymous', '匿名'],
  summary: '匿名提意见，谁也查不到是您',
  isConfidential: true,
  examples: [['/匿名意见 办事窗口中午没有人', '同 /意见 匿名：只给您一个回执词，不留姓名和时刻']],
  decide: fileAnonymously,
};
