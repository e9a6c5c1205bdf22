import { describe, expect, it, onTestFinished } from 'vitest';
import { openFront } from '../../src/simulator/front.ts';

async function front() {
  const opened = await openFront('127.0.0.1', 0);
  onTestFinished(() => opened.close());
  const ask = async () => (await fetch(opened.url)).text();
  const answering = (words: string) => opened.use((_request, response) => response.end(words));
  return { ...opened, ask, answering };
}

describe('an address that stays', () => {
  it('keeps people waiting until somebody stands behind it', async () => {
    const { ask, answering } = await front();
    const asked = ask();
    answering('一');
    expect(await asked).toBe('一');
  });

  it('passes from one to the next, and turns nobody away in between', async () => {
    const { ask, answering } = await front();
    const leave = answering('一');
    expect(await ask()).toBe('一');
    leave();
    const asked = ask();
    answering('二');
    expect(await asked).toBe('二');
  });

  it('is not taken from the second by the first, who leaves twice', async () => {
    const { ask, answering } = await front();
    const leave = answering('一');
    leave();
    answering('二');
    leave();
    expect(await ask()).toBe('二');
  });
});
