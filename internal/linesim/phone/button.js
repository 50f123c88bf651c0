// A round button with an icon and an accessible name.

import { h } from './dom.js';
import { icon } from './icons.js';

export function iconButton(name, label, click, attributes = {}) {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, on: { click }, ...attributes }, icon(name));
}
