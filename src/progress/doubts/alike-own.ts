import { ALIKE } from '../essays-alike.ts';
import { alikeDoubt } from './alike.ts';
import type { AlikeEssay, Scope } from './doubt.ts';

/** Essays nearly the same as one's own earlier one on another topic. On the same topic it is a better version. */
export function alikeOwn({ progress: { state }, essays }: Scope): AlikeEssay[] {
  return essays.flatMap((fresh) => {
    const own = state.essaysOf(fresh.person.id);
    const [closest] = own
      .slice(0, own.indexOf(fresh.essay))
      .filter(({ topic }) => topic !== fresh.essay.topic)
      .map((essay) => ({ essay, likeness: state.essaysAlike.between(fresh.essay.id, essay.id) }))
      .filter(({ likeness }) => likeness >= ALIKE)
      .sort((a, b) => b.likeness - a.likeness);
    return closest ? [alikeDoubt('alike-own', fresh, closest)] : [];
  });
}
