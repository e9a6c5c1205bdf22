import {
  enter,
  enterApp,
  getMessages,
  getSuggestions,
  getWorld,
  join,
  listen,
  runControl,
  tap,
} from './api.js';
import { Chats } from './chats.js';
import { Composer } from './composer.js';
import { avatar, byId, make } from './dom.js';
import { Log } from './log.js';
import { drawPeople } from './people.js';
import { setUpWelcome } from './welcome.js';

const state = { world: null, me: '', group: undefined };

// Messages that come while a conversation is being fetched; null when none is.
let arrivals = null;

const chats = new Chats((group) => open(group));
const log = new Log(
  (message) => composer.quote(message),
  (message, button) => attempt(() => tap(state.me, message.id, button)).then(drawSuggestions),
);
const composer = new Composer(showProblem);

const isApp = () => state.group !== undefined && state.group === state.world.appChat;
const chatKey = () => {
  if (isApp()) return `app:${state.me.toLowerCase()}`;
  return state.group === undefined ? `private:${state.me.toLowerCase()}` : `group:${state.group}`;
};
const groupById = (id) => state.world.groups.find((group) => group.id === id);

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

async function open(group) {
  state.group = group;
  document.body.dataset.view = 'chat';
  await drawChat();
  if (matchMedia('(hover: hover)').matches) byId('text').focus();
}

async function drawChat() {
  const { world, me } = state;
  const group = state.group === undefined ? undefined : groupById(state.group);
  const outside = group !== undefined && !group.members.includes(me);
  byId('chat-name').textContent = group ? group.name : isApp() ? '群学应用' : world.botName;
  byId('chat-note').textContent = group
    ? `群聊 · ${group.members.length} 人`
    : isApp()
      ? '自建应用'
      : '与机器人单聊';
  byId('composer').hidden = outside;
  byId('suggestions').hidden = outside;
  byId('outsider').hidden = !outside;
  byId('outsider-text').textContent = `${nameOf(me)}不在这个群里，可以看，不能说。`;
  composer.place({
    me,
    name: nameOf(me),
    group: state.group,
    botName: world.botName,
    mention: Boolean(group),
  });
  rememberPlace();
  drawSide();
  const key = chatKey();
  arrivals = [];
  const messages = await attempt(() => getMessages(me, state.group));
  if (!messages || key !== chatKey()) return;
  log.open(messages, me, outside ? '还没有消息。' : '还没有消息，说句话试试。');
  for (const message of arrivals ?? []) log.show(message);
  arrivals = null;
  chats.read(key);
  drawSide();
  await drawSuggestions();
  if (isApp()) await attempt(() => enterApp(me));
  else if (!group) await attempt(() => enter(me));
}

async function drawSuggestions() {
  const key = chatKey();
  const suggestions = await getSuggestions(state.me, state.group).catch(() => []);
  if (key === chatKey()) composer.suggest(suggestions);
}

function drawSide() {
  const mine = avatar(nameOf(state.me), state.me);
  mine.id = 'my-avatar';
  byId('my-avatar').replaceWith(mine);
  drawPeople(state.world, state.me, state.group === undefined ? undefined : groupById(state.group));
  chats.draw(state);
}

const nameOf = (userid) => state.world.people.find((person) => person.userid === userid)?.name ?? userid;

function drawControls() {
  const buttons = state.world.controls.map(({ id, label }) => {
    const button = make('button', { type: 'button' }, label);
    button.addEventListener('click', () => move(id, buttons));
    return button;
  });
  byId('controls').replaceChildren(...buttons);
}

async function move(id, buttons) {
  for (const button of buttons) button.disabled = true;
  byId('summary').textContent = '时间在走…';
  try {
    const moved = await runControl(id);
    byId('summary').textContent = moved.summary;
    drawClock(moved);
  } catch (error) {
    byId('summary').textContent = error.message;
  }
  for (const button of buttons) button.disabled = false;
  await drawSuggestions();
}

const drawClock = ({ now }) => {
  byId('now').textContent = now;
};

function receive(message) {
  const here = message.chat === chatKey();
  chats.note(message, here);
  if (here && arrivals) arrivals.push(message);
  else if (here) log.show(message);
  chats.draw(state);
  if (here && message.author.kind !== 'person' && !message.working) drawSuggestions();
}

// The address remembers person and chat, so that a reload or a bookmark comes back to them.
function rememberPlace() {
  const place = new URLSearchParams({ me: state.me, ...(state.group && { group: state.group }) });
  history.replaceState(null, '', `#${place}`);
}

function recallPlace() {
  const place = new URLSearchParams(location.hash.slice(1));
  const { people, groups, start } = state.world;
  const known = people.find(({ userid }) => userid === (place.get('me') ?? start?.me));
  state.me = (known ?? people[0])?.userid ?? '';
  const group = place.has('me')
    ? groupById(place.get('group'))
    : (groupById(start?.group) ?? groups.find(({ members }) => members.includes(state.me)));
  state.group = group?.id;
  return place.has('me') || start !== null;
}

async function start() {
  state.world = await attempt(getWorld);
  if (!state.world) {
    document.body.dataset.view = 'chat';
    return;
  }
  const recalled = recallPlace();
  document.title = state.world.title;
  byId('title').textContent = state.world.title;
  for (const message of state.world.last) chats.note(message, true);
  setUpWelcome(state.world.start?.welcome);
  drawClock(state.world);
  drawControls();
  byId('me').addEventListener('change', ({ target }) => {
    state.me = target.value;
    drawChat();
  });
  byId('back').addEventListener('click', () => {
    document.body.dataset.view = 'list';
  });
  byId('join').addEventListener('click', () => attempt(() => join(state.me, state.group)));
  let connected = false;
  listen({
    message: receive,
    clock: drawClock,
    world: (world) => {
      Object.assign(state.world, world);
      drawChat();
    },
    // After a break, whatever was said meanwhile is fetched.
    open: () => {
      if (connected) drawChat();
      connected = true;
    },
  });
  await drawChat();
  if (recalled) document.body.dataset.view = 'chat';
}

start();
