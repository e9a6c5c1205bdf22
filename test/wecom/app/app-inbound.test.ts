import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MovableClock, SECOND } from '../../../src/time/clock.ts';
import { readAppInbound } from '../../../src/wecom/app/app-inbound.ts';
import { CallbackCrypto } from '../../../src/wecom/callback/crypto.ts';
import fixture from '../vectors.json' with { type: 'json' };

const vectors = z
  .array(z.record(z.string(), z.string()))
  .parse(fixture)
  .filter(({ id }) => ['A2', 'B2', 'C2'].includes(id ?? ''));

type FieldsOf = Readonly<Record<string, string | number>>;

const xml = (fields: FieldsOf): string =>
  `<xml>${Object.entries({
    ToUserName: 'ww1436e0e65a779aee',
    FromUserName: 'LiMing',
    CreateTime: 1_394_000_000,
    AgentID: 1_000_002,
    ...fields,
  })
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`;
const read = (fields: FieldsOf) => readAppInbound(xml(fields));
const tap = {
  MsgType: 'event',
  Event: 'template_card_event',
  EventKey: '/签到',
  TaskId: 'card-1@0123456789ab',
};

const draft = {
  id: '4561255354251345929',
  userid: 'LiMing',
  chat: { kind: 'single', id: null },
  text: '',
  attachments: [],
  quote: null,
  task: null,
};

describe('published vectors', () => {
  it.each(vectors)('$id is opened for its company and read as words', (vector) => {
    const clock = new MovableClock(Number(vector['timestamp']) * SECOND);
    const { token = '', encodingAESKey: aesKey = '', receiveid: receiveId = '' } = vector;
    const { msg_signature, timestamp, nonce, encrypt } = vector;
    const query = { msg_signature, timestamp, nonce };
    const opened = new CallbackCrypto({ token, aesKey, receiveId }, clock).open(query, encrypt);
    expect(opened).toMatchObject({ ok: true, plaintext: vector['plaintext'] });
    const read = readAppInbound(opened.ok ? opened.plaintext : '');
    expect(read).toEqual(
      {
        A2: { kind: 'message', draft: { ...draft, userid: 'mycreate', text: 'hello' } },
        B2: { kind: 'message', draft: { ...draft, userid: 'ChenJiaShun', text: '你好', id: '1456453720' } },
        C2: {
          kind: 'message',
          draft: { ...draft, userid: 'messense', text: 'test', id: '4363689963896700987' },
        },
      }[vector['id'] ?? ''],
    );
    const other = new CallbackCrypto({ token, aesKey, receiveId: 'ww-another' }, clock);
    expect(other.open(query, encrypt)).toEqual({ ok: false, reason: 'receiver' });
  });

  it('are the three of them that are XML', () => {
    expect(vectors.map(({ id }) => id)).toEqual(['A2', 'B2', 'C2']);
  });
});

describe('a message to the app', () => {
  const MsgId = '4561255354251345929';

  it('is words, with the account and the id as they are written', () => {
    expect(read({ MsgType: 'text', Content: '签到 <b>', MsgId })).toEqual({
      kind: 'message',
      draft: { ...draft, text: '签到 <b>' },
    });
  });

  it('keeps an id of 64 bits, which no number of JavaScript holds', () => {
    expect(read({ MsgType: 'text', Content: 'x', MsgId: '9223372036854775807' })).toMatchObject({
      draft: { id: '9223372036854775807' },
    });
  });

  it('without an id is told apart by all that stands in it', () => {
    const idOf = (Content: string) => {
      const inbound = read({ MsgType: 'text', Content });
      return inbound.kind === 'message' ? inbound.draft.id : inbound.kind;
    };
    const one = idOf('一');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(idOf('一')).toBe(one);
    expect(idOf('二')).not.toBe(one);
  });

  it.each([
    ['image', { PicUrl: 'https://a/b', MediaId: 'M1' }, null],
    ['file', { MediaId: 'M1', FileName: '体会.docx' }, '体会.docx'],
    ['file', { MediaId: 'M1' }, null],
  ])('%s is fetched by its media id', (MsgType, fields, name) => {
    expect(read({ MsgType, MsgId, ...fields })).toEqual({
      kind: 'message',
      draft: { ...draft, attachments: [{ kind: 'media', id: 'M1', name }] },
    });
  });

  it.each([
    ['voice', { MediaId: 'M1', Format: 'amr' }],
    ['video', { MediaId: 'M1', ThumbMediaId: 'M2' }],
    ['location', { Location_X: '1', Location_Y: '2', Scale: '3', Label: '县委' }],
    ['link', { Title: '一', Url: 'https://a' }],
    ['image', { PicUrl: 'https://a' }],
    ['text', {}],
    ['telegram', {}],
  ])('%s is not taken when it says nothing we can use', (MsgType, fields) => {
    expect(read({ MsgType, MsgId, ...fields })).toEqual({ kind: 'unsupported', userid: 'LiMing' });
  });

  it.each(['sys', '', ' '])('from %j is nothing to be answered', (FromUserName) => {
    expect(read({ MsgType: 'text', Content: 'x', MsgId, FromUserName })).toEqual({ kind: 'ignored' });
  });

  it('is malformed without a type, or when it is no such XML', () => {
    expect(read({ Content: 'x', MsgId })).toEqual({ kind: 'malformed' });
    expect(readAppInbound('')).toEqual({ kind: 'malformed' });
    expect(readAppInbound('{"msgtype":"text"}')).toEqual({ kind: 'malformed' });
    expect(read({ MsgType: 'text', MsgId, Content: 'x', FromUserName: 'x'.repeat(257) })).toEqual({
      kind: 'malformed',
    });
  });

  it('may be long, but not as long as nobody types', () => {
    expect(read({ MsgType: 'text', MsgId, Content: '学'.repeat(10_000) })).toMatchObject({ kind: 'message' });
    expect(read({ MsgType: 'text', MsgId, Content: 'x'.repeat(200 * 1024) })).toEqual({ kind: 'malformed' });
  });
});

describe('an event', () => {
  it.each(['enter_agent', 'subscribe'])('%s is somebody coming in', (Event) => {
    expect(read({ MsgType: 'event', Event, EventKey: '' })).toEqual({ kind: 'enter', userid: 'LiMing' });
  });

  it.each(['unsubscribe', 'LOCATION', 'click', 'view', 'change_contact', 'template_card_menu_event', ''])(
    '%j is nothing to be answered',
    (Event) => {
      expect(read({ MsgType: 'event', Event, EventKey: 'k', TaskId: 't' })).toEqual({ kind: 'ignored' });
    },
  );

  it('template_card_event is a tap that says what the button says', () => {
    const items = '<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey></SelectedItem></SelectedItems>';
    const whole = xml({ ...tap, CardType: 'button_interaction', ResponseCode: 'CODE' });
    expect(readAppInbound(whole.replace('</xml>', `${items}</xml>`))).toEqual({
      kind: 'tap',
      draft: {
        ...draft,
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        text: '/签到',
        task: 'card-1@0123456789ab',
      },
      responseCode: 'CODE',
    });
  });

  it('without an id is another one than that of the same second about something else', () => {
    const idOf = (fields: FieldsOf) => {
      const inbound = read({ ...tap, ...fields });
      return inbound.kind === 'tap' ? inbound.draft.id : inbound.kind;
    };
    const ids = [{}, { EventKey: '/请假' }, { TaskId: 'card-2' }, { FromUserName: 'wangfang' }].map(idOf);
    expect(new Set(ids).size).toBe(4);
    expect(idOf({})).toBe(ids[0]);
  });

  it('that taps no card, or says more than a button can, is nothing', () => {
    expect(read({ ...tap, TaskId: '' })).toEqual({ kind: 'ignored' });
    expect(read({ ...tap, TaskId: 'x'.repeat(300) })).toEqual({ kind: 'ignored' });
    expect(read({ ...tap, EventKey: 'x'.repeat(2000) })).toEqual({ kind: 'ignored' });
  });
});
