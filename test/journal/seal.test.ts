import { describe, expect, it } from 'vitest';
import { keyFor, mintLock, seal, unseal } from '../../src/journal/box/ballot-lock.ts';

const { lock, key } = mintLock('春江月青竹马白石桥');

describe('what is sealed', () => {
  it('is opened by the key, and by the word again when the key is gone', () => {
    const sealed = seal(lock, '好\n差');
    expect(unseal(key, sealed)).toBe('好\n差');
    const found = keyFor(lock, '春江月青竹马白石桥');
    expect(found && unseal(found, sealed)).toBe('好\n差');
    expect(keyFor(lock, '春江月青竹马白石村')).toBeUndefined();
  });

  it('is opened by no other key, and not after it has been changed', () => {
    const sealed = seal(lock, '好');
    expect(() => unseal(mintLock('春江月青竹马白石桥').key, sealed)).toThrow();
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => unseal(key, changed.toString('base64'))).toThrow();
  });

  it('looks different every time, and as long as any other short text', () => {
    expect(seal(lock, '好')).not.toBe(seal(lock, '好'));
    expect(seal(lock, '好')).toHaveLength(seal(lock, '较好'.repeat(20)).length);
    expect(unseal(key, seal(lock, '长'.repeat(5000)))).toBe('长'.repeat(5000));
  });
});
