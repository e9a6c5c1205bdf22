import { describe, expect, it } from 'vitest';
import { localUrl } from '../../src/doctor/local-url.ts';
import { clinic } from './support/clinic.ts';

describe('how this machine calls the bot', () => {
  it.each([
    ['127.0.0.1', 8080, 'http://127.0.0.1:8080'],
    ['0.0.0.0', 8080, 'http://127.0.0.1:8080'],
    ['::', 80, 'http://[::1]:80'],
    ['fd00::7', 8080, 'http://[fd00::7]:8080'],
    ['bot.lan', 8080, 'http://bot.lan:8080'],
    ['127.0.0.1', 0, undefined],
  ])('when it listens at %s, port %i', (host, port, expected) => {
    expect(localUrl({ host, port })).toBe(expected);
  });
});

it('nobody has a data folder that is not there', async () => {
  const { premises } = await clinic({ roster: null });
  expect(await premises.bot()).toBeNull();
});
