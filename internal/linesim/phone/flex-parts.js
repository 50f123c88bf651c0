// The components of a Flex Message. Each function draws one kind; drawPart
// adds what all share: margin, flex, position, offsets and the tap action.

import { h, css } from './dom.js';
import { tappable, actionButton, actionLabel } from './action.js';
import { picture, safeImageUrl } from './media.js';
import {
  IMAGE, boxStyle, color, flexStyle, length, marginStyle, positionStyle, ratio, textSize,
} from './flex-style.js';

const ALIGN = { start: 'start', center: 'center', end: 'end' };
const GRAVITY = { top: 'flex-start', center: 'center', bottom: 'flex-end' };
const DECORATION = { underline: 'underline', 'line-through': 'line-through', none: 'none' };
const SHRINK_STEP_PX = 1;
const SHRINK_MIN_PX = 6;

const DRAW = { box, text, button, image, icon, separator, filler, spacer, video, span: () => null };

/** Draws a component for a parent of the given layout. */
export function drawPart(part, layout, ctx, spacing, first = true) {
  const el = DRAW[part?.type]?.(part, ctx, layout);
  if (!el) return null;
  css(el, { ...flexStyle(part, layout), ...marginStyle(part, layout, spacing, first), ...positionStyle(part) });
  if (part.type === 'box') css(el, { 'max-width': length(part.maxWidth) });
  return part.type === 'button' ? el : tappable(el, part.action, ctx);
}

function box(part, ctx) {
  const layout = ['horizontal', 'baseline'].includes(part.layout) ? part.layout : 'vertical';
  const el = css(h('div', { class: `fx-box fx-${layout}` }), boxStyle({ ...part, layout }));
  let first = true;
  for (const child of part.contents ?? []) {
    const drawn = drawPart(child, layout, ctx, part.spacing, first);
    if (drawn) el.append(drawn);
    if (child?.position !== 'absolute') first = false;
  }
  return el;
}

function text(part) {
  const words = Array.isArray(part.contents) && part.contents.length
    ? part.contents.map((span) => drawSpan(span, part))
    : [String(part.text ?? '')];
  const p = css(h('p', null, words), { ...textStyle(part), 'text-align': ALIGN[part.align] });
  if (part.wrap) p.classList.add('wraps');
  if (part.wrap && part.maxLines > 0) {
    p.classList.add('clamped');
    css(p, { '-webkit-line-clamp': part.maxLines });
  }
  if (part.lineSpacing) css(p, { 'line-height': `calc(1.4em + ${length(part.lineSpacing) ?? '0px'})` });
  if (part.adjustMode === 'shrink-to-fit') shrinkToFit(p);
  return css(h('div', { class: 'fx-text' }, p), { 'justify-content': GRAVITY[part.gravity] });
}

function drawSpan(span, parent) {
  const style = textStyle({ ...span, scaling: parent.scaling });
  if (!span.size) delete style['font-size'];
  return css(h('span', null, String(span.text ?? '')), style);
}

function textStyle(part) {
  return {
    'font-size': textSize(part.size, part.scaling),
    'font-weight': part.weight === 'bold' ? 700 : part.weight === 'regular' ? 400 : undefined,
    color: color(part.color),
    'font-style': part.style === 'italic' ? 'italic' : undefined,
    'text-decoration': DECORATION[part.decoration],
  };
}

function button(part, ctx) {
  const style = ['primary', 'secondary'].includes(part.style) ? part.style : 'link';
  const tint = color(part.color);
  const inner = actionButton(part.action, ctx, `fx-button ${style} ${part.height === 'sm' ? 'sm' : 'md'}`,
    css(h('span', null, actionLabel(part.action)), { 'font-size': textSize('md', part.scaling) }));
  css(inner, style === 'link' ? { color: tint } : { 'background-color': tint });
  if (part.adjustMode === 'shrink-to-fit') shrinkToFit(inner.firstChild);
  return css(h('div', { class: 'fx-button-host' }, inner), { 'justify-content': GRAVITY[part.gravity] });
}

function image(part) {
  const frame = css(h('div', { class: 'fx-image-frame' }, picture(part.url, actionLabel(part.action))), {
    width: length(part.size ?? 'md', IMAGE) ?? '100px',
    'aspect-ratio': ratio(part.aspectRatio) ?? '1 / 1',
    'background-color': color(part.backgroundColor),
    '--fit': part.aspectMode === 'cover' ? 'cover' : 'contain',
  });
  return css(h('div', { class: 'fx-image' }, frame), {
    'justify-content': GRAVITY[part.gravity],
    'align-items': { start: 'flex-start', end: 'flex-end' }[part.align],
  });
}

function icon(part) {
  const el = h('span', { class: 'fx-icon', 'aria-hidden': 'true' }, picture(part.url, ''));
  return css(el, { height: textSize(part.size, part.scaling), 'aspect-ratio': ratio(part.aspectRatio) ?? '1 / 1' });
}

function separator(part, _, layout) {
  return css(h('div', { class: layout === 'vertical' ? 'fx-separator' : 'fx-separator upright', role: 'separator' }),
    { 'background-color': color(part.color) });
}

function filler() {
  return h('div', { class: 'fx-filler' });
}

function spacer(part) {
  const size = length(part.size ?? 'md');
  return css(filler(), { width: size, height: size });
}

/** A film in the hero; its altContent when it cannot be played. */
function video(part, ctx) {
  const fallback = () => drawPart(part.altContent ?? { type: 'image', url: part.previewUrl, size: 'full', aspectRatio: part.aspectRatio, aspectMode: 'cover' }, 'vertical', ctx);
  const src = safeImageUrl(part.url);
  if (!src) return fallback();
  const film = css(h('video', { src, poster: safeImageUrl(part.previewUrl) || undefined, controls: true, playsinline: true, preload: 'none' }),
    { 'aspect-ratio': ratio(part.aspectRatio) ?? '16 / 9' });
  const host = h('div', { class: 'fx-video' }, film);
  film.addEventListener('error', () => host.replaceChildren(fallback()));
  return host;
}

/** Makes the letters smaller until the line fits, once it can be measured. */
function shrinkToFit(el) {
  const observer = new ResizeObserver(() => {
    if (!el.isConnected || el.clientWidth === 0) return;
    observer.disconnect();
    let size = parseFloat(getComputedStyle(el).fontSize);
    while (el.scrollWidth > el.clientWidth && size > SHRINK_MIN_PX) {
      size -= SHRINK_STEP_PX;
      el.style.fontSize = `${size}px`;
    }
  });
  observer.observe(el);
}
