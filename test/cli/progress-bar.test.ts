import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Screen, withBar } from '../../src/cli/progress-bar.ts';

/** What a terminal, or a pipe, was sent. */
class FakeScreen extends Writable implements Screen {
  readonly isTTY: boolean;
  readonly columns = 80;
  sent = '';

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.sent += String(chunk);
    done();
  }

  /** What is left to be seen of the line: what stands after it was last cleared. */
  get seen(): string {
    return this.sent.slice(this.sent.lastIndexOf('\x1b[2K') + '\x1b[2K'.length);
  }
}

describe('a progress bar', () => {
  it('shows in a terminal what is done of how much, and is gone at the end', async () => {
    const screen = new FakeScreen(true);
    const answer = await withBar(async (bar) => {
      bar.stage('读台账')(3, 120);
      expect(screen.sent).toMatch(/读台账 [█░]{24} 3\/120/);
      bar.stage('装订')(7, 9);
      return 'done';
    }, screen);
    expect(answer).toBe('done');
    expect(screen.sent).toMatch(/装订 [█░]{24} 7\/9/);
    expect(screen.sent).toContain('\x1b[2K');
    expect(screen.seen).toBe('');
    expect(screen.sent).not.toContain('\n');
  });

  it('is gone when the work fails, so that the reason stands alone', async () => {
    const screen = new FakeScreen(true);
    const failing = withBar(async (bar) => {
      bar.stage('装订')(1, 2);
      throw new Error('no room');
    }, screen);
    await expect(failing).rejects.toThrow('no room');
    expect(screen.sent).toContain('1/2');
    expect(screen.seen).toBe('');
  });

  it('leaves the cursor, the wrapping of lines and the signals as they are', async () => {
    const screen = new FakeScreen(true);
    const before = process.listenerCount('SIGINT');
    await withBar(async (bar) => {
      bar.stage('装订')(1, 2);
      expect(process.listenerCount('SIGINT')).toBe(before);
    }, screen);
    for (const mode of ['?25', '?7']) expect(screen.sent).not.toContain(`\x1b[${mode}`);
  });

  it('cuts a long name rather than wrap its line', async () => {
    const screen = new FakeScreen(true);
    await withBar(async (bar) => bar.show('长'.repeat(60), 1, 2), screen);
    expect(screen.sent).toContain(`${'长'.repeat(20)}… `);
  });

  it('writes not a single byte to a pipe', async () => {
    const screen = new FakeScreen(false);
    await withBar(async (bar) => {
      for (let done = 0; done <= 1000; done++) bar.stage('装订')(done, 1000);
    }, screen);
    expect(screen.sent).toBe('');
  });

  it('writes nothing where there was nothing to do', async () => {
    const screen = new FakeScreen(true);
    await withBar(async () => undefined, screen);
    expect(screen.sent).toBe('');
  });
});
