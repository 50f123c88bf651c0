// Stickers. LINE's drawings are not ours to copy, so each package/sticker id
// gets a little character of our own, the same one every time.

import { h, s } from './dom.js';
import { hash } from './avatar.js';

const COLOURS = ['#ffd166', '#8fd8b8', '#f7a8b8', '#9cc9f5', '#c9b2f2', '#ffb385', '#b8e08a'];

const EYES = [
  () => [dot(38, 50), dot(62, 50)],
  () => [line('M33 52q5-7 10 0'), line('M57 52q5-7 10 0')],
  () => [heart(38, 50), heart(62, 50)],
  () => [dot(38, 50), line('M57 50h10')],
  () => [ring(38, 50), ring(62, 50)],
  () => [line('M33 47l8 4-8 4'), line('M67 47l-8 4 8 4')],
];

const MOUTHS = [
  () => [line('M40 63q10 10 20 0')],
  () => [s('path', { d: 'M39 62h22c0 14-22 14-22 0z', fill: '#7b2d3b' }), s('path', { d: 'M45 70c3-3 7-3 10 0-3 3-7 3-10 0z', fill: '#ff8fa3' })],
  () => [s('ellipse', { cx: 50, cy: 67, rx: 5, ry: 6, fill: '#7b2d3b' })],
  () => [line('M42 66h16')],
  () => [line('M41 64q4.5 6 9 0q4.5 6 9 0')],
];

const EXTRAS = [
  () => [s('path', { d: 'M80 22c5-9 17 0 8 9l-8 7-8-7c-9-9 3-18 8-9z', fill: '#ef476f' })],
  () => [line('M76 30h9l-9 10h9'), line('M88 16h6l-6 7h6')],
  () => [s('path', { d: 'M82 14l3 9 9 3-9 3-3 9-3-9-9-3 9-3z', fill: '#ffb703' })],
  () => [s('path', { d: 'M30 58c-5 8-6 10-2 13 4 2 7-3 2-13z', fill: '#4cc9f0' })],
  () => [s('path', { d: 'M12 66c-6-8 2-14 6-7l8 10-7 7z', fill: '#f4c9a0', stroke: '#3b3226', 'stroke-width': 2 })],
  () => [],
];

/** Ids offered by the sticker picker: from LINE's freely sendable packages. */
export const PICKER = [
  ['446', 1988], ['446', 1989], ['446', 1990], ['446', 1991], ['446', 1993], ['446', 1994],
  ['789', 10855], ['789', 10856], ['789', 10857], ['789', 10858], ['789', 10860], ['789', 10862],
  ['6325', 10979904], ['6325', 10979906], ['6325', 10979908], ['6325', 10979911], ['6325', 10979913], ['6325', 10979917],
].map(([packageId, id]) => ({ packageId, stickerId: String(id) }));

export function drawSticker(message) {
  const id = `${message.packageId}/${message.stickerId}`;
  return h('div', { class: 'sticker', role: 'img', 'aria-label': `Sticker ${id}`, title: id }, character(id));
}

/** The character that stands for a sticker. */
export function character(id) {
  const n = Math.imul(hash(id), 0x9e3779b1) >>> 0;
  const colour = COLOURS[n % COLOURS.length];
  return s('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    s('ellipse', { cx: 50, cy: 92, rx: 26, ry: 4, fill: '#000', opacity: 0.08 }),
    s('path', { d: n % 2 ? EARS_ROUND : EARS_POINTED, fill: colour, stroke: '#3b3226', 'stroke-width': 2.5, 'stroke-linejoin': 'round' }),
    s('path', { d: 'M50 24c22 0 34 14 34 33 0 20-14 31-34 31S16 77 16 57c0-19 12-33 34-33z', fill: colour, stroke: '#3b3226', 'stroke-width': 2.5 }),
    s('ellipse', { cx: 29, cy: 62, rx: 5, ry: 3.5, fill: '#ff7b7b', opacity: 0.45 }),
    s('ellipse', { cx: 71, cy: 62, rx: 5, ry: 3.5, fill: '#ff7b7b', opacity: 0.45 }),
    EYES[(n >>> 5) % EYES.length](), MOUTHS[(n >>> 11) % MOUTHS.length](), EXTRAS[(n >>> 17) % EXTRAS.length]());
}

const EARS_ROUND = 'M22 38a11 11 0 1116-14M78 38a11 11 0 10-16-14';
const EARS_POINTED = 'M22 40l2-24 17 12M78 40l-2-24-17 12';

function dot(cx, cy) { return s('circle', { cx, cy, r: 3.4, fill: '#3b3226' }); }
function ring(cx, cy) { return s('circle', { cx, cy, r: 5, fill: '#fff', stroke: '#3b3226', 'stroke-width': 2.5 }); }
function line(d) { return s('path', { d, fill: 'none', stroke: '#3b3226', 'stroke-width': 2.6, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }); }
function heart(x, y) { return s('path', { d: `M${x} ${y + 6}l-6-6c-4-5 3-10 6-4 3-6 10-1 6 4z`, fill: '#ef476f' }); }
