import { byId, make } from './dom.js';

const SEEN = 'welcome-closed';

/**
 * The card that says how to begin. Once closed it stays closed in this browser, and a button brings it back. A telephone
 * has no room for it beside a conversation, so there it closes with the first thing that is said.
 */
export function setUpWelcome(welcome) {
  const card = byId('welcome');
  const again = byId('welcome-again');
  if (!welcome) return;
  byId('welcome-heading').textContent = welcome.heading;
  byId('welcome-steps').replaceChildren(...welcome.steps.map((step) => make('li', {}, step)));
  const show = (visible) => {
    card.hidden = !visible;
    again.hidden = visible;
    localStorage.setItem(SEEN, visible ? '' : 'yes');
  };
  byId('welcome-close').addEventListener('click', () => {
    show(false);
    again.focus();
  });
  again.addEventListener('click', () => {
    show(true);
    byId('welcome-close').focus();
  });
  const spoken = () => {
    if (!card.hidden && matchMedia('(max-width: 760px)').matches) show(false);
  };
  byId('composer').addEventListener('submit', spoken);
  byId('suggestions').addEventListener('click', spoken);
  byId('welcome-begin').addEventListener('click', () => show(false));
  show(localStorage.getItem(SEEN) !== 'yes');
}
