import { readPassive } from '../../src/simulator/app/app-callback.ts';
import { readXmlFields } from '../../src/simulator/app/xml.ts';
import { openReply, openSealed } from '../../src/simulator/bot/envelope.ts';
import { type Reply, readReply, readUpdate } from '../../src/simulator/bot/reply.ts';
import type { Card } from '../../src/simulator/cards.ts';
import { APP, APP_SECRETS, SECRETS } from './letter.ts';
import type { Shot } from './shot.ts';

/** What an answer tells whoever reads it. */
export interface Read {
  /** In a word, for the counts. */
  readonly outcome: string;
  readonly texts: readonly string[];
  readonly card: Card | null;
}

const nothing = (outcome: string): Read => ({ outcome, texts: [], card: null });

/** Opens the body of an answer with status 200 and reads it as strictly as the stand-in platform does. Throws when it would not be taken. */
export function readAnswer({ door, occasion, nonce }: Shot, body: string): Read {
  if (body === '') return readSilence(occasion);
  if (door === 'app') return { outcome: '文字', texts: [openedXml(body, nonce)], card: null };
  if (occasion === 'none') throw new Error('answered where there is nobody to be answered');
  const plain = openReply(SECRETS, body, nonce);
  if (occasion === 'tap') return readTap(plain);
  return occasion === 'any' ? readAnything(plain) : readWords(readReply(plain, occasion));
}

function readSilence(occasion: Shot['occasion']): Read {
  if (occasion === 'message' || occasion === 'refresh') throw new Error(`a ${occasion} was not answered`);
  return nothing('空');
}

function openedXml(body: string, nonce: string): string {
  const { Encrypt = '', MsgSignature = '', TimeStamp = '', Nonce } = readXmlFields(body, 'envelope');
  if (Nonce !== nonce) throw new Error('the answer must carry the nonce of the callback');
  const sealed = { encrypt: Encrypt, msgsignature: MsgSignature, timestamp: TimeStamp, nonce };
  const plain = openSealed(APP_SECRETS, sealed);
  const { ToUserName = '' } = readXmlFields(plain, 'shape');
  const { corpId, agentId, secret } = APP;
  return readPassive(plain, { corpId, agentId, secret }, ToUserName);
}

/** Of the answer to a spoiled callback nobody knows which shape it should have: any that is known. */
function readAnything(plain: unknown): Read {
  const problems: unknown[] = [];
  const readers = [
    () => readWords(readReply(plain, 'message')),
    () => readWords(readReply(plain, 'enter_chat')),
    () => readTap(plain),
  ];
  for (const read of readers)
    try {
      return read();
    } catch (error) {
      problems.push(error);
    }
  throw new AggregateError(problems, `no known shape: ${JSON.stringify(plain).slice(0, 200)}`);
}

function readWords(reply: Reply | null): Read {
  if (reply === null) return nothing('{}');
  const { text, card, stream } = reply;
  return { outcome: stream === null ? '文字' : card ? '流和卡片' : '流', texts: [text], card };
}

function readTap(plain: unknown): Read {
  const card = readUpdate(plain, taskIn(plain));
  return { ...nothing(card ? '卡片' : '{}'), card };
}

/** The task the answer itself names. */
function taskIn(plain: unknown): string {
  const card =
    typeof plain === 'object' && plain !== null && 'template_card' in plain ? plain.template_card : null;
  const task = typeof card === 'object' && card !== null && 'task_id' in card ? card.task_id : null;
  return typeof task === 'string' ? task : '';
}
