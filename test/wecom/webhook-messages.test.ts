import { describe, expect, it } from 'vitest';
import { personId } from '../../src/roster/roster.ts';
import { mediaMessage } from '../../src/wecom/files.ts';
import { bytesOf, SHORTENED } from '../../src/wecom/limits.ts';
import { AGAIN } from '../../src/wecom/texts.ts';
import {
  imageMessage,
  markdownMessage,
  markdownV2Message,
  textMessage,
} from '../../src/wecom/webhook/webhook-messages.ts';

const people = (count: number): ReturnType<typeof personId>[] =>
  Array.from({ length: count }, (_, index) => personId(`person-${index}`));

/** The markdown a message holds. */
function markdown(...given: Parameters<typeof markdownMessage>): string {
  const message = markdownMessage(...given);
  return message.msgtype === 'markdown' ? message.markdown.content : '';
}

describe('a text', () => {
  it('names those it mentions beside its content', () => {
    expect(textMessage('请签到', people(2))).toEqual({
      msgtype: 'text',
      text: { content: '请签到', mentioned_list: ['person-0', 'person-1'] },
    });
  });

  it('is shortened to 2048 bytes', () => {
    const message = textMessage('学'.repeat(683));
    const content = message.msgtype === 'text' ? message.text.content : '';
    expect(bytesOf(content)).toBeLessThanOrEqual(2048);
    expect(content.endsWith(SHORTENED)).toBe(true);
    expect(textMessage('学'.repeat(682))).toMatchObject({ text: { content: '学'.repeat(682) } });
  });
});

describe('markdown', () => {
  it('has its mentions on a line in front', () => {
    expect(markdown('# 提醒', people(2))).toBe('<@person-0> <@person-1>\n# 提醒');
    expect(markdown('# 提醒')).toBe('# 提醒');
  });

  it('says when it is sent again', () => {
    expect(markdown('# 提醒', people(1), true)).toBe(`<@person-0>\n${AGAIN}# 提醒`);
  });

  it('never is over 4096 bytes, however many are mentioned: the text comes first', () => {
    for (const length of [0, 1000, 1360, 1365, 1366, 5000])
      for (const again of [false, true]) {
        const content = markdown('学'.repeat(length), people(500), again);
        expect(bytesOf(content)).toBeLessThanOrEqual(4096);
        expect(content.lastIndexOf('<@')).toBe(content.lastIndexOf('<@person-'));
        if (length === 1000) expect(content.endsWith('学'.repeat(1000))).toBe(true);
        expect(content.match(/<@[^>]*$/)).toBeNull();
      }
    expect(markdown('学'.repeat(1365), people(1))).toBe('学'.repeat(1365));
    expect(markdown('学'.repeat(1366)).endsWith(SHORTENED)).toBe(true);
  });

  it('hazard 7: cannot be made to call everybody by a strange userid', () => {
    const strange = ['all', '@all', 'ALL', 'a> <@all', 'a\nb', '', '学'].map(personId);
    expect(markdown('好', strange)).toBe('好');
    expect(textMessage('好', strange)).toMatchObject({ text: { mentioned_list: [] } });
  });

  it('of the second dialect has the same limit', () => {
    const message = markdownV2Message('| 表 |\n'.repeat(1000));
    const content = message.msgtype === 'markdown_v2' ? message.markdown_v2.content : '';
    expect(bytesOf(content)).toBeLessThanOrEqual(4096);
    expect(content).toMatch(/\| 表 \|\n…/);
  });
});

describe('an image and a file', () => {
  it('carry what WeCom asks for: the md5 of the bytes themselves, not of their base64', () => {
    expect(imageMessage(Buffer.from('hello'))).toEqual({
      msgtype: 'image',
      image: { base64: 'aGVsbG8=', md5: '5d41402abc4b2a76b9719d911017c592' },
    });
    expect(mediaMessage('file', 'm1')).toEqual({ msgtype: 'file', file: { media_id: 'm1' } });
  });
});
