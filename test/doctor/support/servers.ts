import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createPlainServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { onTestFinished } from 'vitest';
import { serve } from '../../wecom/support.ts';
import type { Certificate } from './certificate.ts';

/** An https server on this machine for the length of one test. */
export async function serveTls(
  certificate: Certificate,
  listener: RequestListener = (_, response) => response.end(),
): Promise<string> {
  const server = createServer(certificate, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `https://127.0.0.1:${address.port}`;
}

/** Makes this process believe whoever signed it, for the length of one test. */
export function trust({ cert }: Certificate): void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, cert]);
  onTestFinished(() => setDefaultCACertificates(before));
}

/** An address nobody listens at: somebody has just left it. */
export async function deserted(): Promise<string> {
  const server = createPlainServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address.port}`;
}

/** What WeCom answers to a path, as JSON; an array is answered one after the other. */
export type Answers = Readonly<Record<string, object | ((query: URLSearchParams) => object)>>;

/** A WeCom of few words. Its `asked` are the paths it was asked for, in order. */
export async function wecom(answers: Answers, date?: () => string) {
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
    asked.push(pathname.replace('/cgi-bin/', ''));
    const answer = answers[pathname.replace('/cgi-bin/', '')];
    if (date) response.setHeader('date', date());
    response.setHeader('content-type', 'application/json');
    response.statusCode = answer ? 200 : 404;
    response.end(JSON.stringify(typeof answer === 'function' ? answer(searchParams) : answer));
  });
  return { url, asked };
}
