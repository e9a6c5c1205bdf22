import { byId } from './dom.js';

const isTyping = (element) => element.matches('input, textarea, select');

/** Keys that work everywhere on the page. */
export function setUpKeys({ next, move, leave }) {
  byId('help-open').addEventListener('click', () => byId('help').showModal());
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.isComposing) return;
    const action = actionOf(event, { next, move, leave });
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function actionOf({ key, altKey, target }, { next, move, leave }) {
  if (altKey && key === 'ArrowRight') return next;
  if (altKey && key === 'ArrowDown') return () => move(1);
  if (altKey && key === 'ArrowUp') return () => move(-1);
  if (altKey) return undefined;
  if (key === 'Escape') return leave;
  if (isTyping(target)) return undefined;
  if (key === '?') return () => byId('help').showModal();
  if (key === '/') return beginCommand;
  return undefined;
}

function beginCommand() {
  const text = byId('text');
  if (text.value === '') text.value = '/';
  text.focus();
}
