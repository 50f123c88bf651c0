// Round pictures of people and of the bot: the picture when there is one, else
// the first letter on a colour that follows from the id.

import { h, css } from './dom.js';
import { safeImageUrl } from './media.js';

const BOT_HUE = 174;
const HUES = [168, 196, 222, 262, 320, 350, 18, 42, 96, 140];

export function avatar(account, size = 36) {
  const name = account.displayName ?? account.name ?? '?';
  const el = css(h('span', { class: 'avatar', 'aria-hidden': 'true' }, firstLetter(name)), {
    width: `${size}px`, height: `${size}px`, 'font-size': `${Math.round(size * 0.42)}px`,
    '--hue': account.basicId ? BOT_HUE : HUES[hash(account.userId ?? account.id ?? name) % HUES.length],
  });
  const url = safeImageUrl(account.pictureUrl ?? account.iconUrl);
  if (url) {
    const image = h('img', { src: url, alt: '', referrerpolicy: 'no-referrer' });
    image.addEventListener('error', () => image.remove());
    el.append(image);
  }
  return el;
}

/** A small stable number for a string. */
export function hash(text) {
  let value = 7;
  for (const char of String(text)) value = (value * 31 + char.codePointAt(0)) >>> 0;
  return value;
}

function firstLetter(name) {
  const clean = name.trim().replace(/^[เแโใไ]+(?=\p{L})/u, '');
  return [...new Intl.Segmenter().segment(clean || '?')][0].segment.toUpperCase();
}
