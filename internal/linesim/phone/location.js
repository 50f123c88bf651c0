// Location messages: a small map, the title and address, and a larger view.

import { h, s, replace } from './dom.js';
import { t } from './i18n.js';
import { openSheet } from './sheet.js';
import { provinces, project } from './geo.js';
import { ThaiMap, pinShape } from './map.js';

const MINI = { width: 220, height: 104 };
const VIEW_WIDTH = 160;

export function drawLocation(message, ctx) {
  const { latitude, longitude } = message;
  const title = String(message.title ?? t('map.place'));
  const map = h('span', { class: 'mini-map' });
  drawMini(map, latitude, longitude);
  return h('button', { type: 'button', class: 'bubble place', 'aria-label': `${t('map.open')}: ${title}`, on: { click: () => openView(message, ctx.phone) } },
    map, h('span', { class: 'place-text' }, h('strong', null, title), message.address && h('span', null, String(message.address))));
}

async function drawMini(host, lat, lng) {
  const { x, y } = project(lat, lng);
  const land = s('g', { class: 'map-land' });
  host.append(s('svg', { viewBox: `${x - MINI.width / 2} ${y - MINI.height * 0.62} ${MINI.width} ${MINI.height}`, 'aria-hidden': 'true' }, land, pinShape(x, y, 30)));
  try {
    const near = (await provinces()).filter((province) => touches(province, x, y));
    replace(land, near.map((province) => s('path', { d: province.path })));
  } catch { /* the pin alone still says where */ }
}

function touches(province, x, y) {
  const at = project(province.lat, province.lng);
  return Math.abs(at.x - x) < MINI.width * 1.5 && Math.abs(at.y - y) < MINI.height * 3;
}

async function openView(message, phone) {
  const list = await phone.attempt(() => provinces());
  if (!list) return;
  const map = new ThaiMap(list, { label: String(message.title ?? t('map.place')) });
  map.setPin(message.latitude, message.longitude, VIEW_WIDTH);
  const { latitude, longitude } = message;
  const query = new URLSearchParams({ mlat: latitude, mlon: longitude });
  await openSheet(phone, {
    title: String(message.title ?? t('map.place')),
    kind: 'tall map-sheet',
    build: () => [map.el, h('div', { class: 'map-foot' },
      h('p', null, String(message.address ?? '')),
      h('p', { class: 'quiet' }, `${latitude}, ${longitude}`),
      h('a', { class: 'button', href: `https://www.openstreetmap.org/?${query}#map=15/${latitude}/${longitude}`, target: '_blank', rel: 'noopener noreferrer' }, t('map.outside')))],
  });
}
