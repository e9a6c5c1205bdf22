import { WSClient } from '@wecom/aibot-node-sdk';
import { answerParent } from './child.ts';
import { ECHO_BOT } from './wire.ts';

// The least a bot can be that holds a connection: the official SDK and an answer. It keeps nothing and checks nothing.
const [wsUrl = ''] = process.argv.slice(2);
const quiet = (): void => {};
const client = new WSClient({
  ...ECHO_BOT,
  wsUrl,
  logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
});
client.on('message.text', (frame) => {
  const { msgid, text } = frame.body ?? {};
  if (msgid && text) void client.replyStream(frame, msgid, `您说：${text.content}`, true);
});
client.connect();
answerParent(() => ({ cpu: process.cpuUsage() }));
