// Flex Messages: a bubble or a carousel of bubbles, each with header, hero,
// body and footer. The components inside are in flex-parts.js.

import { h, css } from './dom.js';
import { t } from './i18n.js';
import { tappable } from './action.js';
import { carousel } from './carousel.js';
import { BUBBLE, color } from './flex-style.js';
import { drawPart } from './flex-parts.js';

const BLOCKS = ['header', 'hero', 'body', 'footer'];

export function drawFlex(message, ctx) {
  const { contents } = message;
  if (contents?.type === 'carousel') {
    const bubbles = (contents.contents ?? []).map((bubble) => drawBubble(bubble, ctx));
    return bubbles.length === 1 ? bubbles[0] : carousel(bubbles, String(message.altText ?? t('carousel.label')));
  }
  return drawBubble(contents ?? {}, ctx);
}

function drawBubble(bubble, ctx) {
  const size = Object.hasOwn(BUBBLE, bubble.size) ? bubble.size : 'mega';
  const el = h('article', { class: `flex-bubble size-${size}`, dir: bubble.direction === 'rtl' ? 'rtl' : 'ltr' });
  css(el, { '--bubble-width': `${BUBBLE[size]}px` });
  for (const name of BLOCKS) {
    if (bubble[name]?.type) el.append(...drawBlock(name, bubble, ctx));
  }
  return tappable(el, bubble.action, ctx);
}

function drawBlock(name, bubble, ctx) {
  const style = bubble.styles?.[name] ?? {};
  const follows = name === 'body' && bubble.footer ? ' before-footer' : '';
  const block = css(h('div', { class: `flex-block flex-${name}${follows}` }, drawPart(bubble[name], 'vertical', ctx)),
    { 'background-color': color(style.backgroundColor) });
  if (!style.separator) return [block];
  return [css(h('div', { class: 'flex-line' }), { 'background-color': color(style.separatorColor) }), block];
}
