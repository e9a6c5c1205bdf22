import { type Command, Refusal } from '../src/dialogue/command.ts';

/** Notes trees that were planted. */
export const plant: Command = {
  name: '种树',
  aliases: ['zs', 'plant'],
  summary: '登记种的树',
  examples: [['/种树 12 河东村 盼着成荫', '几棵、在哪里，感想可写可不写']],
  decide(context, rest) {
    const { person, say, state } = context;
    const [number = '', place, ...words] = rest.split(/\s+/);
    const trees = Number(number);
    if (!(trees > 0) || place === undefined) throw new Refusal(say('trees.how'));
    const thought = words.length > 0 ? words.join(' ') : null;
    return {
      records: [
        context.record(person.home, { kind: 'tree.planted', person: person.id, trees, place, thought }),
      ],
      reply: () => say('trees.done', { trees, place, all: state.treesIn(person.home).length }),
    };
  },
};
