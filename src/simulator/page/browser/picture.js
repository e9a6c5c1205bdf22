import { byId, make } from './dom.js';

/** A picture of a message, which a tap enlarges. */
export function pictureButton(src, alt) {
  const button = make(
    'button',
    { type: 'button', className: 'picture-button', title: '点击放大' },
    make('img', { src, alt, className: 'picture' }),
  );
  button.addEventListener('click', () => enlarge(src, alt));
  return button;
}

function enlarge(src, alt) {
  byId('picture-frame').replaceChildren(make('img', { src, alt: `${alt}，放大` }));
  byId('picture-view').showModal();
}

/** Any tap closes the picture; Esc does so by itself. */
export function setUpPicture() {
  const view = byId('picture-view');
  view.addEventListener('click', () => view.close());
  view.addEventListener('close', () => byId('picture-frame').replaceChildren());
}
