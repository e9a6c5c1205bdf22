import { byId } from './dom.js';

const TABS = ['chats', 'people'];

/** The two lists at the side, of which one is seen. Arrow keys go from one tab to the other. */
export function setUpTabs() {
  for (const name of TABS) {
    const tab = byId(`tab-${name}`);
    tab.addEventListener('click', () => select(name));
    tab.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      const other = TABS.find((each) => each !== name);
      select(other);
      byId(`tab-${other}`).focus();
    });
  }
}

function select(chosen) {
  for (const name of TABS) {
    byId(`tab-${name}`).setAttribute('aria-selected', String(name === chosen));
    byId(`tab-${name}`).tabIndex = name === chosen ? 0 : -1;
    byId(`side-${name}`).hidden = name !== chosen;
  }
}
