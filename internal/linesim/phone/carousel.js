// A row of cards that scrolls sideways: by touch, by dragging with the mouse,
// by the arrow keys, and by two buttons where there is a mouse.

import { h } from './dom.js';
import { t } from './i18n.js';
import { iconButton } from './button.js';

const DRAG_PX = 6;

export function carousel(cards, label) {
  const track = h('div', { class: 'carousel-track', tabindex: 0, role: 'group', 'aria-roledescription': 'carousel', 'aria-label': label },
    cards.map((card, i) => {
      card.setAttribute('role', 'group');
      card.setAttribute('aria-label', t('carousel.item', { n: i + 1, total: cards.length }));
      return card;
    }));
  const step = (direction) => track.scrollBy({ left: direction * stepWidth(track), behavior: 'smooth' });
  const back = iconButton('back', t('carousel.back'), () => step(-1), { class: 'icon-button carousel-back', tabindex: -1 });
  const next = iconButton('next', t('carousel.next'), () => step(1), { class: 'icon-button carousel-next', tabindex: -1 });
  track.addEventListener('keydown', (event) => {
    if (event.target !== track || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
    event.preventDefault();
    step(event.key === 'ArrowRight' ? 1 : -1);
  });
  dragWithMouse(track);
  const ends = () => {
    const left = Math.abs(track.scrollLeft);
    back.hidden = left < 4;
    next.hidden = left + track.clientWidth > track.scrollWidth - 4;
  };
  track.addEventListener('scroll', ends, { passive: true });
  new ResizeObserver(ends).observe(track);
  return h('div', { class: 'carousel' }, track, back, next);
}

function stepWidth(track) {
  const [first, second] = track.children;
  if (!second) return track.clientWidth;
  return Math.abs(second.offsetLeft - first.offsetLeft);
}

/** Dragging moves the row; a drag must not count as a tap on a card. */
export function dragWithMouse(track) {
  let from = null;
  let moved = false;
  track.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    from = { x: event.clientX, left: track.scrollLeft };
    moved = false;
  });
  window.addEventListener('pointermove', (event) => {
    if (!from) return;
    const dx = event.clientX - from.x;
    if (!moved && Math.abs(dx) < DRAG_PX) return;
    moved = true;
    track.classList.add('dragging');
    track.scrollLeft = from.left - dx;
  });
  const end = () => {
    from = null;
    track.classList.remove('dragging');
  };
  window.addEventListener('pointerup', end);
  window.addEventListener('pointercancel', end);
  track.addEventListener('click', (event) => {
    if (!moved) return;
    moved = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
