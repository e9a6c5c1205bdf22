/** Something went wrong that the person at the page should read. */
export class Problem extends Error {}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Problem('连不上模拟器，它可能已经停了。');
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.error ?? '没有成功，请看一看程序的输出。');
  return body;
}

const query = (values) =>
  new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined)).toString();
const post = (path, values = {}) => call(`${path}?${query(values)}`, { method: 'POST' });

export const getWorld = () => call('/page/world');
export const getMessages = (me, group, count) => call(`/page/messages?${query({ me, group, count })}`);
export const getSuggestions = (me, group) => call(`/page/suggestions?${query({ me, group })}`);
export const getWire = (chat) => call(`/page/wire?${query({ chat })}`);
export const join = (me, group) => post('/page/join', { me, group });
export const enter = (me) => post('/page/enter', { me });
export const enterApp = (me) => post('/page/enter-app', { me });
export const tap = (me, message, button) => post('/page/tap', { me, message, button });
export const runControl = (id) => post('/page/controls', { id });
export const beginTour = () => post('/page/tour/begin');
export const nextStep = (from) => post('/page/tour/next', { from });
export const leaveTour = () => post('/page/tour/leave');

/** Values that are undefined are left out. */
export function say(values) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) if (value !== undefined) form.append(name, value);
  return call('/page/say', { method: 'POST', body: form });
}

/** Calls `handlers[event]` with what the server sends, and `handlers.open` at every new connection. */
export function listen(handlers) {
  const source = new EventSource('/page/events');
  source.addEventListener('open', () => handlers.open());
  for (const event of ['message', 'clock', 'world', 'moved', 'tour', 'wire'])
    source.addEventListener(event, ({ data }) => handlers[event](JSON.parse(data)));
}
