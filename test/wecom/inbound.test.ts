import { describe, expect, it } from 'vitest';
import { type Inbound, readInbound } from '../../src/wecom/inbound.ts';

const base = {
  msgid: 'M1',
  aibotid: 'B1',
  chatid: 'C1',
  chattype: 'group',
  from: { userid: 'ZhangSan' },
  response_url: 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=secret',
};
const read = (message: object): Inbound => readInbound(JSON.stringify({ ...base, ...message }));
const text = (content: string): object => ({ msgtype: 'text', text: { content } });
const link = (url: string) => ({ kind: 'link', url, aesKey: null }) as const;
const image = (url: string): object => ({ msgtype: 'image', image: { url } });

/** The draft a message becomes, or what it became instead. */
function draft(message: object): unknown {
  const inbound = read(message);
  return inbound.kind === 'message' ? inbound.draft : inbound;
}

describe('a message', () => {
  it('in a group has its sender as the platform wrote it', () => {
    expect(read(text('@群学 /签到'))).toEqual({
      kind: 'message',
      draft: {
        id: 'M1',
        userid: 'ZhangSan',
        chat: { kind: 'group', id: 'C1' },
        text: '@群学 /签到',
        attachments: [],
        quote: null,
        task: null,
      },
    });
  });

  it('in a private chat has no chat id, unless the bot may write there unasked', () => {
    expect(draft({ ...text('进度'), chattype: 'single', chatid: undefined })).toMatchObject({
      chat: { kind: 'single', id: null },
    });
  });

  it('that was spoken is read as its transcript', () => {
    expect(draft({ msgtype: 'voice', voice: { content: '签到' } })).toMatchObject({ text: '签到' });
  });

  it('may be an image or a file alone', () => {
    expect(draft(image('https://a/1'))).toMatchObject({ text: '', attachments: [link('https://a/1')] });
    expect(draft({ msgtype: 'file', file: { url: 'https://a/2' } })).toMatchObject({
      attachments: [link('https://a/2')],
    });
  });

  it('of mixed items joins their texts, so that a mention cut in two is whole again', () => {
    const msg_item = [
      text('@群'),
      image('https://a/1'),
      text('学 /材料 '),
      image('https://a/2'),
      text('照片'),
    ];
    expect(draft({ msgtype: 'mixed', mixed: { msg_item } })).toMatchObject({
      text: '@群学 /材料 照片',
      attachments: [link('https://a/1'), link('https://a/2')],
    });
  });

  it('of mixed items skips those it does not know', () => {
    const msg_item = [{ msgtype: 'sticker' }, 7, null, text('好'), { msgtype: 'image' }];
    expect(draft({ msgtype: 'mixed', mixed: { msg_item } })).toMatchObject({ text: '好', attachments: [] });
  });
});

describe('a quote', () => {
  const quoted = (quote: unknown): unknown => draft({ ...text('@群学 /体会'), quote });

  it.each([
    ['text', text('我的体会'), { text: '我的体会', attachments: [] }],
    ['image', image('https://a/1'), { text: '', attachments: [link('https://a/1')] }],
    [
      'file',
      { msgtype: 'file', file: { url: 'https://a/2' } },
      { text: '', attachments: [link('https://a/2')] },
    ],
    ['voice', { msgtype: 'voice', voice: { content: '说' } }, { text: '说', attachments: [] }],
    [
      'mixed',
      { msgtype: 'mixed', mixed: { msg_item: [text('文'), image('https://a/3')] } },
      { text: '文', attachments: [link('https://a/3')] },
    ],
    [
      'video',
      { msgtype: 'video', video: { url: 'https://a/4' } },
      { text: '', attachments: [{ kind: 'other' }] },
    ],
    ['unknown', { msgtype: 'chat_record' }, { text: '', attachments: [] }],
  ])('of kind %s is read', (_kind, quote, expected) => {
    expect(quoted(quote)).toMatchObject({ quote: expected });
  });

  it('that is none leaves the message as it is', () => {
    expect(quoted(null)).toMatchObject({ quote: null });
    expect(quoted('text')).toMatchObject({ quote: null });
  });
});

describe('what is not for us', () => {
  it('is ignored when nobody or the system sent it, or when the group has no id', () => {
    for (const message of [
      { from: undefined },
      { from: { userid: '' } },
      { from: { userid: 'sys' } },
      { from: 'zhangsan' },
      { chatid: undefined },
      { chatid: undefined, chattype: undefined },
    ])
      expect(read({ ...text('签到'), ...message })).toEqual({ kind: 'ignored' });
  });

  it('is unsupported when its kind is not taken or its part is missing', () => {
    for (const message of [
      { msgtype: 'video', video: { url: 'https://a/1' } },
      { msgtype: 'location' },
      { msgtype: 'text' },
      { msgtype: 'text', text: { content: 7 } },
      { msgtype: 'mixed', mixed: {} },
      { msgtype: '__proto__' },
    ])
      expect(read(message)).toEqual({
        kind: 'unsupported',
        id: 'M1',
        userid: 'ZhangSan',
        chat: { kind: 'group', id: 'C1' },
      });
  });

  it('is malformed when it is no callback at all', () => {
    for (const plaintext of ['', 'null', '[]', '{', '"text"', '{"msgtype":"text"}', '{"msgid":"1"}'])
      expect(readInbound(plaintext)).toEqual({ kind: 'malformed' });
    expect(read({ ...text('x'), msgid: 'm'.repeat(257) })).toEqual({ kind: 'malformed' });
  });
});

describe('an event', () => {
  it('of somebody entering the private chat asks for a welcome', () => {
    const event = { msgtype: 'event', chattype: 'single', event: { eventtype: 'enter_chat' } };
    expect(read(event)).toEqual({ kind: 'enter', userid: 'ZhangSan' });
  });

  it.each(['template_card_event', 'feedback_event', 'something_new'])('%s is taken note of', (eventtype) => {
    expect(read({ msgtype: 'event', event: { eventtype } })).toEqual({ kind: 'ignored' });
  });

  it('that is a stream refresh names its stream', () => {
    expect(read({ msgtype: 'stream', stream: { id: 'S1' } })).toEqual({ kind: 'refresh', stream: 'S1' });
    expect(read({ msgtype: 'stream', from: undefined, stream: {} })).toEqual({ kind: 'malformed' });
  });
});

describe('hazard 7: what people type', () => {
  const textOf = (content: string): unknown => draft(text(content));

  it('loses NUL and half characters, and nothing else', () => {
    expect(textOf('前\0后\ud800')).toMatchObject({ text: '前后\ufffd' });
    const strange = '\u202e逆\u200b零宽 <@all> [链](https://a) # 题';
    expect(textOf(strange)).toMatchObject({ text: strange });
  });

  it('may be 10,000 characters long', () => {
    const long = `/体会 ${'学'.repeat(10_000)}`;
    expect(textOf(long)).toMatchObject({ text: long });
  });

  it('may come in JSON nested a hundred thousand deep', () => {
    const deep = `{"msgid":"1","msgtype":"text","quote":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(readInbound(deep)).toEqual({ kind: 'ignored' });
  });
});
