// Sheets and menus that open over a phone's screen. While one is open the
// screen behind is inert, Escape closes it, and focus returns where it was.

import { h } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';
import { iconButton } from './button.js';

/**
 * Opens a sheet in the phone. build(close) returns its content; close(value)
 * ends it. The promise holds that value, undefined when it was dismissed.
 */
export function openSheet(phone, { title, kind = '', build }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const close = (value) => {
      if (!layer.isConnected) return;
      layer.remove();
      phone.screenHost.inert = phone.sheetHost.childElementCount > 0;
      if (before?.isConnected) before.focus({ preventScroll: true });
      resolve(value);
    };
    const layer = sheetLayer(title, kind, close);
    layer.querySelector('.sheet').append(...[build(close)].flat());
    phone.sheetHost.append(layer);
    phone.screenHost.inert = true;
    firstFocus(layer).focus({ preventScroll: true });
  });
}

/** A menu of {icon, label, run, danger}; runs the chosen one after closing. */
export async function openMenu(phone, title, items) {
  const chosen = await openSheet(phone, {
    title,
    kind: 'menu-sheet',
    build: (close) => h('ul', { class: 'menu-list' }, items.map((item) => h('li', null,
      h('button', { type: 'button', class: item.danger ? 'menu-item danger' : 'menu-item', data: { testid: item.testid }, on: { click: () => close(item) } },
        icon(item.icon, 20), h('span', null, item.label))))),
  });
  await chosen?.run();
}

function sheetLayer(title, kind, close) {
  const sheet = h('div', { class: `sheet ${kind}`, role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
    h('div', { class: 'sheet-head' }, h('h2', null, title), iconButton('close', t('close'), () => close())));
  const layer = h('div', { class: 'sheet-layer' }, h('div', { class: 'sheet-shade', on: { click: () => close() } }), sheet);
  layer.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') {
      keepInside(event, sheet);
    }
  });
  return layer;
}

function focusable(root) {
  return [...root.querySelectorAll('button, a[href], input, select, textarea, [tabindex="0"]')]
    .filter((el) => !el.disabled && el.offsetParent !== null && !el.closest('[inert]'));
}

function firstFocus(layer) {
  return layer.querySelector('[data-first]') ?? focusable(layer.querySelector('.sheet'))[1] ?? layer.querySelector('button');
}

function keepInside(event, sheet) {
  const stops = focusable(sheet);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}
