// Imagemap messages: one picture with areas to tap.

import { h, css } from './dom.js';
import { tappable } from './action.js';
import { picture, safeImageUrl } from './media.js';

const PICTURE_WIDTH = 1040;

export function drawImagemap(message, ctx) {
  const width = message.baseSize?.width || PICTURE_WIDTH;
  const height = message.baseSize?.height || PICTURE_WIDTH;
  const map = css(h('div', { class: 'imagemap', role: 'group', 'aria-label': String(message.altText ?? '') },
    picture(`${message.baseUrl}/${PICTURE_WIDTH}`, String(message.altText ?? ''))), { 'aspect-ratio': `${width} / ${height}` });
  if (message.video) map.append(film(message.video, width, height));
  for (const action of message.actions ?? []) map.append(area(action, width, height, ctx));
  return map;
}

function area(action, width, height, ctx) {
  const el = css(h('div', { class: 'imagemap-area' }), place(action.area ?? {}, width, height));
  const known = action.type === 'uri' ? { ...action, uri: action.linkUri } : action;
  return tappable(el, known, ctx);
}

function film(video, width, height) {
  const src = safeImageUrl(video.originalContentUrl);
  return css(h('video', { class: 'imagemap-film', src, poster: safeImageUrl(video.previewImageUrl), controls: true, preload: 'none' }),
    place(video.area ?? {}, width, height));
}

/** An area in the picture's pixels as CSS percentages. */
export function place({ x = 0, y = 0, width = 0, height = 0 }, totalWidth, totalHeight) {
  return {
    left: `${(x / totalWidth) * 100}%`,
    top: `${(y / totalHeight) * 100}%`,
    width: `${(width / totalWidth) * 100}%`,
    height: `${(height / totalHeight) * 100}%`,
  };
}
