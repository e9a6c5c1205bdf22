import type { Content, Target } from '../journal/outgoing.ts';
import type { Channel, Lane, SendResult } from './channel.ts';

/** The last way to a person: in their group, with a mention. Only for what may be said there. */
export class AloudChannel implements Channel {
  readonly name: string;
  readonly markdownBytes: number;
  readonly #group: Channel;

  /** `group` is the way to groups. */
  constructor(group: Channel) {
    this.#group = group;
    this.name = `${group.name}（群里提及）`;
    this.markdownBytes = group.markdownBytes;
  }

  lane(target: Target): Lane | undefined {
    const group = groupOf(target);
    return group && this.#group.lane(group);
  }

  async send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    const group = groupOf(target);
    if (!group || target.kind !== 'person') return { status: 'closed', detail: '没有可以提及本人的群' };
    return this.#group.send(group, mentioning(content, target.person), again);
  }
}

function groupOf(target: Target): Target | undefined {
  return target.kind === 'person' && target.aloud !== undefined
    ? { kind: 'group', unit: target.aloud }
    : undefined;
}

const mentioning = (content: Content, person: Extract<Target, { kind: 'person' }>['person']): Content =>
  content.type === 'markdown' || content.type === 'card'
    ? { type: 'markdown', text: content.text, mention: [person] }
    : content;
