import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type Heard, hear } from '../../src/dialogue/hearing.ts';
import { Registry } from '../../src/dialogue/registry.ts';

const registry = new Registry(commands);

const inGroup = (text: string, botNames: readonly string[] = ['群学助手']): Heard =>
  hear(text, { group: true, botNames, nameOf: registry.nameOf });
const inPrivate = (text: string): Heard =>
  hear(text, { group: false, botNames: ['群学助手'], nameOf: registry.nameOf });
const command = (name: string, rest = ''): Heard => ({ kind: 'command', name, rest });

describe('a command is found', () => {
  it.each([
    ['with a slash', '@群学助手 /签到'],
    ['with a full-width slash', '@群学助手 ／签到'],
    ['without a slash', '@群学助手 签到'],
    ['by its pinyin initials', '@群学助手 /qd'],
    ['by an English alias', '@群学助手 /checkin'],
    ['in capitals', '@群学助手 /QD'],
    ['in full-width letters', '@群学助手 /ＱＤ'],
    ['after a full-width mention', '＠群学助手 /签到'],
    ['glued to the mention', '@群学助手/签到'],
    ['after U+2005', '@群学助手\u2005/签到'],
    ['after U+3000', '@群学助手　／签到'],
    ['after zero-width characters', '\u200b@群学助手\u200b /签到\ufeff'],
    ['after two mentions of the bot', '@群学助手 @群学助手 /签到'],
    ['after somebody else’s mention', '@张三 @群学助手 /签到'],
    ['before the mention', '/签到 @群学助手'],
    ['with the mention glued behind it', '/签到@群学助手'],
    ['in decomposed Unicode', '@群学助手 /签到'.normalize('NFD')],
  ])('%s', (_, text) => expect(inGroup(text)).toEqual(command('签到')));

  it('with what follows it, as it was typed', () => {
    expect(inGroup('@群学助手\u200b /体会 三思三观\n　第一段。\n\n第二段 A＋B 👨‍👩‍👧')).toEqual(
      command('体会', '三思三观\n　第一段。\n\n第二段 A＋B 👨‍👩‍👧'),
    );
  });

  it('without a space behind a Chinese name', () => {
    expect(inGroup('@群学助手 /签到线上')).toEqual(command('签到', '线上'));
    expect(inGroup('@群学助手 /补签张三 李四')).toEqual(command('补签', '张三 李四'));
  });

  it('in a private chat without any mention', () => {
    expect(inPrivate('签到')).toEqual(command('签到'));
    expect(inPrivate('／进度 我')).toEqual(command('进度', '我'));
  });
});

describe('the bot’s name', () => {
  it('may hold spaces', () => {
    expect(inGroup('@Study Bot /签到', ['Study Bot'])).toEqual(command('签到'));
    expect(inGroup('@Study Bot 签到', ['Study Bot'])).toEqual(command('签到'));
  });

  it('may be the beginning of another of its names', () => {
    expect(inGroup('@群学助手二号 签到', ['群学', '群学助手', '群学助手二号'])).toEqual(command('签到'));
  });

  it('may hold what looks like a command', () => {
    expect(inGroup('@Wow!/Bot 签到', ['Wow!/Bot'])).toEqual(command('签到'));
  });

  it('is not needed for a slash command of a group', () => {
    expect(inGroup('@谁知道叫什么 /签到 线上', [])).toEqual(command('签到', '线上'));
  });
});

describe('what is no command is left alone', () => {
  it.each([
    ['a link', '@群学助手 https://example.com/签到', 'https://example.com/签到'],
    ['a fraction', '@群学助手 完成了 1/2 左右', '完成了 1/2 左右'],
    ['a path', '@群学助手 /root/demo.txt', '/root/demo.txt'],
    ['a command in the middle of a sentence', '@群学助手 请大家 /签到', '请大家 /签到'],
    ['a sentence that begins like a command', '@群学助手 签到了吗', '签到了吗'],
    ['somebody else’s mention', '@张三 你好', '@张三 你好'],
    ['nothing but the mention', '@群学助手', ''],
  ])('%s', (_, text, speech) => expect(inGroup(text)).toEqual({ kind: 'speech', text: speech }));

  it('but a slash word that nearly is one is told from speech', () => {
    expect(inGroup('@群学助手 /鉴到')).toEqual({ kind: 'unknown', word: '鉴到' });
    expect(registry.near('鉴到')?.name).toBe('签到');
  });
});

describe('the registry', () => {
  it('gives every command pinyin initials and an English alias, no two the same', () => {
    for (const { name, aliases } of commands) {
      const latin = aliases.filter((alias) => /^[a-z]+$/.test(alias));
      expect(latin.length, name).toBeGreaterThanOrEqual(2);
    }
    const words = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(words).size).toBe(words.length);
  });

  it('refuses two commands of one name', () => {
    const [first] = commands;
    if (!first) throw new Error('no commands');
    expect(() => new Registry([first, first])).toThrow(first.name);
  });

  it('does not guess at words that share nothing with a command', () => {
    expect(registry.near('今天天气')).toBeUndefined();
  });
});
