import { runControl } from './api.js';
import { byId, make } from './dom.js';

const SHOWN = 3;

/** The clock at the top, the buttons that move it, and what came of that. */
export class Clock {
  #onOpen;
  #onMoved;

  /** `onOpen(key)`: the visitor wants to see a chat in which something came; `onMoved`: the clock has been moved here. */
  constructor(onOpen, onMoved) {
    this.#onOpen = onOpen;
    this.#onMoved = onMoved;
    byId('clock-fold').addEventListener('click', () => {
      const open = document.body.toggleAttribute('data-clock');
      byId('clock-fold').setAttribute('aria-expanded', String(open));
    });
  }

  draw({ now, calendar }) {
    byId('now').textContent = now;
    byId('calendar').textContent = calendar;
  }

  drawControls(controls) {
    const buttons = controls.map(({ id, label }) => {
      const button = make('button', { type: 'button' }, label);
      button.addEventListener('click', () => this.#move(id, buttons));
      return button;
    });
    byId('controls').replaceChildren(...buttons);
  }

  async #move(id, buttons) {
    for (const button of buttons) button.disabled = true;
    byId('news').replaceChildren();
    byId('summary').textContent = '时间在走…';
    try {
      const moved = await runControl(id);
      byId('summary').textContent = moved.summary;
      this.draw(moved);
    } catch (error) {
      byId('summary').textContent = error.message;
    }
    for (const button of buttons) button.disabled = false;
    await this.#onMoved();
  }

  /** Says where something came while the clock was moved, `{ key, count }` each; `nameOf` names the chat. */
  news(chats, nameOf) {
    const links = chats.slice(0, SHOWN).map(({ key, count }) => {
      const link = make('button', { type: 'button', className: 'news-link' }, `看${nameOf(key)} +${count}`);
      link.addEventListener('click', () => this.#onOpen(key));
      return link;
    });
    byId('news').replaceChildren(...links);
  }
}
