// Pictures, films, sound and files. Addresses come from the bot: only https
// (or http on loopback) and the simulator's own paths are ever loaded.

import { h, replace } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';
import { openSheet } from './sheet.js';

// The hosts that the page's Content-Security-Policy names for plain http.
const LOOPBACK = /^(localhost|127\.0\.0\.1)$/;

/** The address if the page may load it, else an empty string. */
export function safeImageUrl(url) {
  if (typeof url !== 'string' || url === '') return '';
  if (!URL.canParse(url, location.href)) return '';
  const parsed = new URL(url, location.href);
  if (parsed.origin === location.origin || parsed.protocol === 'https:') return parsed.href;
  return parsed.protocol === 'http:' && LOOPBACK.test(parsed.hostname) ? parsed.href : '';
}

/** An <img> that turns into a quiet placeholder when it cannot be shown. */
export function picture(url, alt, attributes = {}) {
  const host = h('span', { class: 'picture' });
  const src = safeImageUrl(url);
  if (!src) return replace(host, placeholder(alt));
  const image = h('img', { src, alt, draggable: 'false', referrerpolicy: 'no-referrer', ...attributes });
  image.addEventListener('error', () => replace(host, placeholder(alt)));
  return replace(host, image);
}

function placeholder(alt) {
  return h('span', { class: 'placeholder', role: 'img', 'aria-label': alt || t('media.image') }, icon('image', 26));
}

export function drawImage(message, ctx) {
  const own = ctx.entry.from === 'person';
  const full = own ? ctx.sim.contentUrl(ctx.entry.id) : message.originalContentUrl;
  const preview = own ? full : message.previewImageUrl ?? full;
  const button = h('button', { type: 'button', class: 'photo', 'aria-label': t('media.enlarge') }, picture(preview, t('media.image')));
  button.addEventListener('click', () => enlarge(full, ctx.phone));
  return button;
}

function enlarge(url, phone) {
  openSheet(phone, {
    title: t('media.image'),
    kind: 'lightbox',
    build: () => h('div', { class: 'lightbox-body' }, picture(url, t('media.image'))),
  });
}

export function drawVideo(message) {
  const src = safeImageUrl(message.originalContentUrl);
  if (!src) return drawFile({ fileName: t('media.video') });
  return h('div', { class: 'film' }, h('video', {
    src, poster: safeImageUrl(message.previewImageUrl) || undefined, controls: true, preload: 'none', playsinline: true, 'aria-label': t('media.video'),
  }));
}

export function drawAudio(message) {
  const src = safeImageUrl(message.originalContentUrl);
  const seconds = Math.round((message.duration ?? 0) / 1000);
  return h('div', { class: 'bubble sound' },
    h('span', { class: 'sound-length' }, icon('play', 18), `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`),
    src && h('audio', { src, controls: true, preload: 'none', 'aria-label': t('media.audio') }));
}

export function drawFile(message) {
  return h('div', { class: 'bubble file' }, icon('copy', 20), h('span', null, String(message.fileName ?? t('media.file'))));
}
