import { beginTour, getWorld, leaveTour, nextStep } from './api.js';
import { byId } from './dom.js';

/** Reading takes so many milliseconds a character, and a while more to look around. */
const PER_CHARACTER = 65;
const LOOK_AROUND = 3000;
const AGAIN = 250;

/** The card that leads through the story. What it shows is decided by the server, so that all pages show the same. */
export class TourCard {
  #state = null;
  #born = '';
  #playing = false;
  #timer = undefined;
  #onPlace;
  #onLight;
  #attempt;

  /**
   * `onPlace({ me, group })` goes there and resolves when it is drawn; `onLight(ids)` lets messages stand out;
   * `attempt(action)` runs what may fail.
   */
  constructor({ onPlace, onLight, attempt }) {
    this.#onPlace = onPlace;
    this.#onLight = onLight;
    this.#attempt = attempt;
    for (const id of ['tour-open', 'welcome-begin', 'tour-again'])
      byId(id).addEventListener('click', () => this.#start());
    byId('tour-next').addEventListener('click', () => this.next());
    byId('tour-play').addEventListener('click', () => this.#play(!this.#playing));
    byId('tour-leave').addEventListener('click', () => this.#attempt(leaveTour));
    byId('start-over-yes').addEventListener('click', () => {
      byId('start-over').close();
      this.#begin();
    });
    byId('start-over-no').addEventListener('click', () => byId('start-over').close());
  }

  /** `world.tour` is null where there is none. */
  async open({ tour, born }) {
    this.#born = born;
    byId('tour-open').hidden = !tour;
    byId('welcome-tour').hidden = !tour;
    if (tour) await this.show(tour);
  }

  get isOn() {
    return this.#state !== null && this.#state.position !== null;
  }

  /** Goes on, unless there is nothing to go on with. */
  async next() {
    clearTimeout(this.#timer);
    if (!this.isOn || this.#state.busy) return;
    if (!(await this.#succeeds(() => nextStep(this.#state.position)))) this.#play(false);
  }

  async show(state) {
    const before = this.#state;
    this.#state = state;
    document.body.toggleAttribute('data-tour', this.isOn);
    byId('tour').hidden = !this.isOn;
    if (!this.isOn) {
      this.#play(false);
      if (before?.position != null) this.#onLight([]);
      return;
    }
    this.#draw(state);
    if (before?.position !== state.position) {
      this.#onLight([]);
      await this.#onPlace(state.place);
    }
    if (this.#state !== state) return;
    this.#onLight(state.shows);
    this.#plan();
  }

  #draw({ position, total, title, text, problem, busy }) {
    byId('tour-count').textContent = `导览 ${position + 1}/${total}`;
    byId('tour-progress').value = (position + 1) / total;
    byId('tour-title').textContent = title;
    byId('tour-text').textContent = text;
    byId('tour-problem').textContent = problem ?? '';
    byId('tour-problem').hidden = problem === null;
    const next = byId('tour-next');
    next.textContent = busy ? '正在发生…' : position + 1 === total ? '结束导览' : '下一步';
    next.setAttribute('aria-disabled', String(busy));
  }

  #play(playing) {
    this.#playing = playing;
    byId('tour-play').textContent = playing ? '暂停' : '自动播放';
    byId('tour-play').setAttribute('aria-pressed', String(playing));
    this.#plan();
  }

  #plan() {
    clearTimeout(this.#timer);
    if (!this.#playing || !this.isOn || this.#state.busy) return;
    if (this.#state.position + 1 === this.#state.total) return this.#play(false);
    this.#timer = setTimeout(() => this.next(), LOOK_AROUND + this.#state.text.length * PER_CHARACTER);
  }

  async #start() {
    const world = await this.#attempt(getWorld);
    if (!world) return;
    if (world.tour.isTouched) byId('start-over').showModal();
    else await this.#begin();
  }

  async #begin() {
    this.#play(false);
    const { isTouched } = (await this.#attempt(getWorld))?.tour ?? {};
    if (!isTouched) return this.#attempt(beginTour);
    byId('summary').textContent = '正在把县里恢复成最初的样子……';
    if (!(await this.#succeeds(beginTour))) {
      byId('summary').textContent = '';
      return;
    }
    while ((await this.#bornNow()) === this.#born) await new Promise((done) => setTimeout(done, AGAIN));
    beginAnew();
  }

  async #succeeds(action) {
    return (await this.#attempt(() => action().then(() => true))) === true;
  }

  /** While the platform changes, nobody may answer for a moment. */
  #bornNow() {
    return getWorld().then(
      ({ born }) => born,
      () => this.#born,
    );
  }
}

/** The platform behind the page is another one: nothing that is shown here is there any more. */
export function beginAnew() {
  history.replaceState(null, '', location.pathname);
  location.reload();
}
