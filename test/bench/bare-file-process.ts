import { createDecipheriv, createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerParent } from './child.ts';
import { Paper, type Took } from './papers.ts';
import { timed } from './statistics.ts';
import { SECRETS } from './wire.ts';

// The least that has to be done with a file: fetched, deciphered, hashed, written durably. It looks at nothing in it.
const [folder = ''] = process.argv.slice(2);
const key = Buffer.from(`${SECRETS.aesKey}=`, 'base64');

answerParent(async (question): Promise<Took> => {
  const { url } = Paper.parse(question);
  return { took: await timed(() => keep(url)) };
});

async function keep(url: string): Promise<void> {
  const sealed = Buffer.from(await (await fetch(url)).arrayBuffer());
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([cipher.update(sealed), cipher.final()]);
  const content = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const hash = createHash('sha256').update(content).digest('hex');
  await writeFile(join(folder, hash), content, { flush: true });
}
