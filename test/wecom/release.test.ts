import { expect, it } from 'vitest';
import { release } from '../../src/wecom/release.ts';

it('takes the memory of a large file back at once', () => {
  const content = Buffer.alloc(1_000_000, '群');
  release(content.subarray(0, 999_990));
  expect(content.buffer.byteLength).toBe(0);
});

it('leaves alone what small buffers share with others', () => {
  const [one, other] = [Buffer.from('群学'), Buffer.from('学习')];
  expect(one.buffer).toBe(other.buffer);
  release(one);
  expect([one, other].map(String)).toEqual(['群学', '学习']);
});
