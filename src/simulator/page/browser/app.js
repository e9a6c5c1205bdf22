import { enter, enterApp, getMessages, getSuggestions, getWorld, join, listen, tap } from './api.js';
import { Chats } from './chats.js';
import { Clock } from './clock.js';
import { Composer } from './composer.js';
import { byId } from './dom.js';
import { setUpKeys } from './keys.js';
import { Log } from './log.js';
import { People } from './people.js';
import { setUpPicture } from './picture.js';
import { Place } from './place.js';
import { setUpTabs } from './tabs.js';
import { beginAnew, TourCard } from './tour.js';
import { setUpWelcome } from './welcome.js';
import { WirePanel } from './wire.js';

const place = new Place();

// Messages that come while a conversation is being fetched; null when none is.
let arrivals = null;

const scene = {
  get me() {
    return place.me;
  },
  get botName() {
    return place.world.botName;
  },
  noteOf: (userid) => place.noteOf(userid),
  onQuote: (message) => composer.quote(message),
  onTap: async (message, label) => {
    await attempt(() => tap(place.me, message.id, label));
    await drawSuggestions();
  },
};

const chats = new Chats((group) => open(group));
const people = new People((userid) => become(userid));
const log = new Log(scene, (count) => drawChat(count));
const composer = new Composer(showProblem);
const wire = new WirePanel(() => place.key);
const clock = new Clock((key) => goTo(key), drawSuggestions);
const tour = new TourCard({
  onPlace: ({ me, group }) => {
    place.me = me;
    return open(group ?? undefined, false);
  },
  onLight: (ids) => log.light(ids),
  attempt,
});

function showProblem(text) {
  byId('problem').textContent = text;
  byId('problem').hidden = !text;
}

/** Runs something that may fail, and shows why it did. */
async function attempt(action) {
  showProblem('');
  try {
    return await action();
  } catch (error) {
    showProblem(error.message);
    return undefined;
  }
}

async function open(group, focus = true) {
  place.group = group;
  document.body.dataset.view = 'chat';
  await drawChat();
  if (focus && matchMedia('(hover: hover)').matches) byId('text').focus();
}

async function become(userid) {
  place.me = userid;
  await drawChat();
}

async function goTo(key) {
  place.goTo(key);
  await open(place.group);
}

function drawHead(group, outside) {
  const { world, me, isApp } = place;
  byId('chat-name').textContent = group ? group.name : isApp ? '群学应用' : world.botName;
  const note = place.noteOf(me);
  const who = `您是${place.nameOf(me)}${note ? `（${note}）` : ''}`;
  const kind = group ? `群聊 · ${group.members.length} 人` : isApp ? '自建应用' : '与机器人单聊';
  byId('chat-note').textContent = `${kind} · ${who}`;
  byId('composer').hidden = outside;
  byId('chips').hidden = outside;
  byId('outsider').hidden = !outside;
  byId('outsider-text').textContent = `${place.nameOf(me)}不在这个群里，可以看，不能说。`;
}

/** `count`: how many messages are wanted; as many as the server thinks fit when not given. */
async function drawChat(count) {
  const { world, me } = place;
  const group = place.open;
  const outside = group !== undefined && !group.members.includes(me);
  drawHead(group, outside);
  composer.place({
    me,
    name: place.nameOf(me),
    group: place.group,
    botName: world.botName,
    mention: Boolean(group),
  });
  place.remember();
  drawSide();
  const { key } = place;
  arrivals = [];
  const found = await attempt(() => getMessages(me, place.group, count));
  if (!found || key !== place.key || me !== place.me) return;
  log.open(found, outside ? '还没有消息。' : '还没有消息，说句话试试。');
  for (const message of arrivals ?? []) log.show(message);
  arrivals = null;
  chats.read(key);
  drawSide();
  wire.note();
  await drawSuggestions();
  // On the tour a greeting would come between what belongs together.
  if (tour.isOn) return;
  if (place.isApp) await attempt(() => enterApp(me));
  else if (!group) await attempt(() => enter(me));
}

async function drawSuggestions() {
  const { key, me, group } = place;
  const suggestions = await getSuggestions(me, group).catch(() => []);
  if (key === place.key && me === place.me) composer.suggest(suggestions);
}

function drawSide() {
  people.draw(place.world, place.me, place.open);
  chats.draw(place);
}

function receive(message) {
  const here = message.chat === place.key;
  chats.note(message, here);
  if (here && arrivals) arrivals.push(message);
  else if (here) log.show(message);
  chats.draw(place);
  if (here && message.author.kind !== 'person' && !message.working) drawSuggestions();
}

/** After a break, whatever was said meanwhile is fetched, unless everything is another one now. */
async function reconnected() {
  const world = await attempt(getWorld);
  if (!world) return;
  if (world.born !== place.world.born) return beginAnew();
  clock.draw(world);
  await drawChat();
  if (world.tour) await tour.show(world.tour);
}

function hear() {
  let connected = false;
  listen({
    message: receive,
    clock: (time) => clock.draw(time),
    world: (world) => {
      Object.assign(place.world, world);
      drawChat();
    },
    moved: ({ chats: moved }) => {
      log.mark(moved);
      clock.news(moved, (key) => place.nameOfChat(key));
    },
    tour: (state) => tour.show(state),
    wire: () => wire.note(),
    open: () => {
      if (connected) reconnected();
      connected = true;
    },
  });
}

function setUp() {
  setUpTabs();
  setUpPicture();
  setUpKeys({
    next: () => tour.next(),
    move: (by) => chats.move(by, place.group),
    leave: () => {
      if (!composer.unquote() && wire.isOpen) wire.toggle(false);
    },
  });
  byId('back').addEventListener('click', () => {
    document.body.dataset.view = 'list';
  });
  byId('join').addEventListener('click', () => attempt(() => join(place.me, place.group)));
}

async function start() {
  setUp();
  place.world = await attempt(getWorld);
  if (!place.world) {
    document.body.dataset.view = 'chat';
    return;
  }
  const recalled = place.recall();
  document.title = place.world.title;
  byId('title').textContent = place.world.title;
  for (const message of place.world.last) chats.note(message, true);
  setUpWelcome(place.world.start?.welcome);
  clock.draw(place.world);
  clock.drawControls(place.world.controls);
  hear();
  await drawChat();
  if (recalled) document.body.dataset.view = 'chat';
  await tour.open(place.world);
}

start();
