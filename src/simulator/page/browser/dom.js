/** The element with this id, which the page is sure to have. */
export const byId = (id) => document.getElementById(id);

/** Makes an element. Text is always text: nothing in it becomes markup. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const TONES = 8;

/** The square with a surname's first character, coloured by who it is. */
export function avatar(name, key, extra = '') {
  const tone = [...key].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % TONES;
  return make('span', { className: `avatar tone-${tone} ${extra}`, ariaHidden: 'true' }, [...name][0] ?? '');
}
