import { onTestFinished, vi } from 'vitest';

/** For the rest of a test the SDK's own timers stand still until vi moves them: heartbeats and waiting for acknowledgements. */
export function holdSdkTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
}
