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

export const getWorld = () => call('/page/world');
export const getMessages = (me, group) => call(`/page/messages?${query({ me, group })}`);
export const getSuggestions = (me, group) => call(`/page/suggestions?${query({ me, group })}`);
export const join = (me, group) => call(`/page/join?${query({ me, group })}`, { method: 'POST' });
export const enter = (me) => call(`/page/enter?${query({ me })}`, { method: 'POST' });
export const tap = (me, message, button) =>
  call(`/page/tap?${query({ me, message, button })}`, { method: 'POST' });
export const enterApp = (me) => call(`/page/enter-app?${query({ me })}`, { method: 'POST' });
export const runControl = (id) => call(`/page/controls?${query({ id })}`, { method: 'POST' });

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
  for (const event of ['message', 'clock', 'world'])
    source.addEventListener(event, ({ data }) => handlers[event](JSON.parse(data)));
}
