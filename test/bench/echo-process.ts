import { serveCallback } from './callback-server.ts';

// It keeps nothing and knows nobody.
serveCallback(({ text }) => `您说：${text.content}`);
