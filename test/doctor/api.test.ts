import { describe, expect, it } from 'vitest';
import { ask } from '../../src/doctor/ask.ts';
import { apiAddress } from '../../src/doctor/checks/api-address.ts';
import { clock } from '../../src/doctor/checks/clock.ts';
import { NOON, serve } from '../wecom/support.ts';
import { authority, certificate } from './support/certificate.ts';
import { clinic, line } from './support/clinic.ts';
import { deserted, serveTls, trust, wecom } from './support/servers.ts';

const NO_TOKEN = { getcallbackip: { errcode: 41001, errmsg: 'access_token missing' } };
const never = new AbortController().signal;

/** What the doctor says when WeCom's clock is so many seconds ahead of ours and its answer takes its time. */
async function difference(seconds: number, took = 0): Promise<string> {
  const { url } = await wecom(NO_TOKEN, () => {
    office.pass(took);
    return new Date(office.clock.now() - took / 2 + seconds * 1000).toUTCString();
  });
  const office = await clinic({ wecom: { apiBase: url }, roster: null });
  // In the middle of a second, as the header has only whole ones.
  office.clock.advance(500);
  return line(clock(office.premises));
}

describe('the doctor on the way to WeCom', () => {
  it('is content with an errcode, whatever it is, and asks without any secret', async () => {
    const { url, asked } = await wecom(NO_TOKEN);
    const { premises } = await clinic({ wecom: { apiBase: url }, roster: null });
    expect(await line(apiAddress(premises))).toBe(`✓ 接口地址：正常（${url}，0 毫秒）`);
    await line(clock(premises));
    expect(asked).toEqual(['getcallbackip']);
  });

  it.each([
    ['a page of a firewall', 200, '<html>403 Forbidden</html>'],
    ['a gateway', 502, '{"errcode":0}'],
    ['a log-in page', 302, ''],
  ])('does not take %s for WeCom', async (_, status, body) => {
    const url = await serve((_request, response) => {
      response.writeHead(status, { location: 'http://portal.example/' });
      response.end(body);
    });
    const { premises } = await clinic({ wecom: { apiBase: url }, roster: null });
    expect(await line(apiAddress(premises))).toMatch(
      new RegExp(`^✗ 接口地址：${url} 答复的不是企业微信（HTTP ${status}） → 检查 .env 里的 WECOM_API_BASE`),
    );
  });

  it('says that nobody listens', async () => {
    const url = await deserted();
    const { premises } = await clinic({ wecom: { apiBase: url }, roster: null });
    expect(await line(apiAddress(premises))).toBe(
      `✗ 接口地址：连不上 ${url}：连接被拒绝 → 检查服务器能不能上外网，请网络管理员对这个地址和端口放行`,
    );
    expect(await line(clock(premises))).toMatch(
      /^⚠ 时区与时钟：没能和企业微信对时（Asia\/Shanghai，现在是 2014-03-05 12:00） → 先处理“接口地址”/,
    );
  });

  it('says that the name leads nowhere', async () => {
    const { premises } = await clinic({ wecom: { apiBase: 'https://qyapi.invalid' }, roster: null });
    expect(await line(apiAddress(premises))).toMatch(
      /^✗ 接口地址：连不上 https:\/\/qyapi\.invalid：域名解析不出来 → 检查服务器的 DNS/,
    );
  });

  it('suspects a device in between when the certificate is nobody’s', async () => {
    const url = await serveTls(certificate({ host: '127.0.0.1' }));
    const { premises } = await clinic({ wecom: { apiBase: url }, roster: null });
    expect(await line(apiAddress(premises))).toMatch(/：证书是自签的，不受信任 → .*NODE_EXTRA_CA_CERTS/);
  });
});

describe('an address that cannot be asked', () => {
  const tools = { clock: { now: () => NOON }, stopwatch: () => 0 };
  const failureAt = async (url: string): Promise<string> => {
    const asked = await ask(url, tools, never, 5_000);
    return asked.kind === 'failed' ? asked.failure : `answered ${asked.status}`;
  };
  const long = 10 * 86_400_000;

  it('is distinguished by its certificate', async () => {
    const good = certificate({ host: '127.0.0.1' });
    expect(await failureAt(await serveTls(good))).toBe('self-signed');
    trust(good);
    expect(await failureAt(await serveTls(good))).toBe('answered 200');

    const past = { from: new Date(Date.now() - 2 * long), until: new Date(Date.now() - long) };
    const expired = certificate({ host: '127.0.0.1', ...past });
    trust(expired);
    expect(await failureAt(await serveTls(expired))).toBe('expired');

    const future = { from: new Date(Date.now() + long), until: new Date(Date.now() + 2 * long) };
    const early = certificate({ host: '127.0.0.1', ...future });
    trust(early);
    expect(await failureAt(await serveTls(early))).toBe('too-early');

    const other = certificate({ host: 'other.example.cn' });
    trust(other);
    expect(await failureAt(await serveTls(other))).toBe('other-host');

    expect(await failureAt(await serveTls(certificate({ host: '127.0.0.1', issuer: authority() })))).toBe(
      'chain',
    );
  });

  it('is distinguished by what happens to the connection', async () => {
    const plain = await serve((_, response) => response.end());
    expect(await failureAt(plain.replace('http:', 'https:'))).toBe('no-tls');
    expect(await failureAt(await deserted())).toBe('refused');
    expect(await failureAt('http://nowhere.invalid')).toBe('name');
    expect(await failureAt(await serve((request) => request.socket.resetAndDestroy()))).toBe('broken');
  });

  it('is given up after a while, or at once when nobody waits any more', async () => {
    const silent = await serve(() => {});
    expect(await ask(silent, tools, never, 50)).toEqual({ kind: 'failed', failure: 'silent' });
    expect(await ask(silent, tools, AbortSignal.abort())).toEqual({ kind: 'failed', failure: 'silent' });
  });

  it('that answers without end is not what was asked for', async () => {
    const endless = await serve((_, response) => response.end('x'.repeat(300_000)));
    expect(await ask(endless, tools, never)).toMatchObject({ kind: 'answered', status: 200, text: '' });
  });
});

describe('the doctor on the clock', () => {
  it.each([
    [0, 0, '✓ 时区与时钟：正常（Asia/Shanghai，现在是 2014-03-05 12:00，与企业微信一致）'],
    [-59, 0, '✓ 时区与时钟：正常（Asia/Shanghai，现在是 2014-03-05 12:00，与企业微信相差 59 秒）'],
    [3, 6000, '✓ 时区与时钟：正常（Asia/Shanghai，现在是 2014-03-05 12:00，与企业微信相差 3 秒）'],
  ])('lets a difference of %i s pass, the way there being taken off (%i ms)', async (ahead, took, said) => {
    expect(await difference(ahead, took)).toBe(said);
  });

  it('warns of more than a minute', async () => {
    expect(await difference(61)).toMatch(/^⚠ 时区与时钟：这台服务器比企业微信慢 61 秒.* → .*timedatectl/);
    expect(await difference(-240)).toMatch(/^⚠ 时区与时钟：这台服务器比企业微信快 240 秒/);
  });

  it('does not let more than four minutes pass', async () => {
    expect(await difference(-241)).toMatch(
      /^✗ 时区与时钟：这台服务器比企业微信快 241 秒，相差 5 分钟以上的回调会被拒收.* → 打开服务器的自动对时/,
    );
    expect(await difference(3600)).toMatch(/^✗ 时区与时钟：这台服务器比企业微信慢 3600 秒/);
  });

  it('does not guess when the answer is not dated', async () => {
    const { url } = await wecom(NO_TOKEN, () => 'some time ago');
    const { premises } = await clinic({ wecom: { apiBase: url }, roster: null });
    expect(await line(clock(premises))).toMatch(/^⚠ 时区与时钟：没能和企业微信对时/);
  });
});
