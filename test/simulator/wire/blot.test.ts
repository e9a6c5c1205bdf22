import { describe, expect, it } from 'vitest';
import { BLOT, Blotter } from '../../../src/simulator/wire/blot.ts';

const blotter = new Blotter(() => ['robot-key-1', '']);

describe('what is shown to a developer', () => {
  it.each(['access_token', 'aeskey', 'corpsecret', 'response_code', 'secret', 'token'])(
    'never tells what stands in %s',
    (field) => {
      const shown = blotter.json({ outer: { [field]: 'opens-the-door', name: '李明' } });
      expect(shown).not.toContain('opens-the-door');
      expect(JSON.parse(shown)).toEqual({ outer: { [field]: BLOT, name: '李明' } });
    },
  );

  it('keeps an address and takes the secrets out of it', () => {
    expect(blotter.json({ response_url: 'http://host/response?response_code=abc&x=1' })).toContain(
      `http://host/response?response_code=${BLOT}&x=1`,
    );
    expect(blotter.text('/cgi-bin/webhook/send?key=robot-key-9')).toBe(`/cgi-bin/webhook/send?key=${BLOT}`);
  });

  it('takes out a secret that is known, wherever somebody has written it', () => {
    expect(blotter.json({ text: { content: '钥匙是 robot-key-1！' } })).toContain(`钥匙是 ${BLOT}！`);
    expect(blotter.text('<Content><![CDATA[robot-key-1]]></Content>')).not.toContain('robot-key-1');
  });

  it('takes what answers a card once out of XML, and nothing else', () => {
    const xml =
      '<xml><ResponseCode><![CDATA[once]]></ResponseCode>\n<EventKey><![CDATA[/签到]]></EventKey></xml>';
    expect(blotter.text(xml)).toBe(
      `<xml><ResponseCode>${BLOT}</ResponseCode>\n<EventKey><![CDATA[/签到]]></EventKey></xml>`,
    );
  });

  it('measures pictures instead of showing them, and cuts what is endless', () => {
    const base64 = Buffer.alloc(900).toString('base64');
    expect(blotter.json({ base64 })).toContain('（base64，900 字节）');
    expect(blotter.text('长'.repeat(9000))).toMatch(/^长{6000}\n……（共 9000 字）$/);
  });

  it('shows nothing where there was nothing', () => {
    expect(blotter.json(undefined)).toBe('');
  });
});
