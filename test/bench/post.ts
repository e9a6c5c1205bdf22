import { type Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Letter } from './wire.ts';

/** Posts the letter and reads the answer; without one, only opens a connection for the agent to keep. */
export function post(agent: Agent, origin: string, letter?: Letter): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const sent = request(`${origin}${letter?.path ?? '/'}`, {
    agent,
    method: letter ? 'POST' : 'GET',
    headers: letter
      ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(letter.body) }
      : {},
  });
  sent.once('response', (response) => void text(response).then(resolve, reject));
  sent.once('error', reject);
  sent.end(letter?.body);
  return promise;
}
