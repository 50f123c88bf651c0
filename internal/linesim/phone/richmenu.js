// The rich menu: a picture with invisible buttons under the composer, and the
// chat bar that opens and shuts it.

import { h, css, replace } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';
import { perform, actionLabel } from './action.js';
import { place } from './imagemap.js';
import { picture } from './media.js';

export class RichMenu {
  constructor(chat) {
    this.chat = chat;
    this.label = h('span');
    this.bar = h('button', { type: 'button', class: 'menu-bar', 'aria-expanded': 'false', data: { testid: 'richmenu-toggle' }, on: { click: () => this.toggle() } },
      icon('menu', 18), this.label, icon('up', 16));
    this.board = h('div', { class: 'menu-board', role: 'group' });
    this.el = h('div', { class: 'richmenu', hidden: true }, this.bar, this.board);
  }

  close() {
    this.closed = true;
  }

  /** Asks the server which menu this person has now and draws it. */
  async load() {
    const menu = await this.chat.phone.attempt(() => this.chat.sim.richMenu(this.chat.personId));
    if (this.closed || menu === undefined) return;
    const same = menu?.richMenuId === this.menu?.richMenuId;
    const before = this.menu;
    this.menu = menu;
    this.el.hidden = !menu;
    if (!menu || same) return;
    this.#draw();
    if (before ? this.isOpen() : menu.selected) this.open();
    else this.shut();
  }

  isOpen() {
    return this.bar.getAttribute('aria-expanded') === 'true';
  }

  open() {
    this.#set(Boolean(this.menu));
  }

  shut() {
    this.#set(false);
  }

  toggle() {
    this.#set(!this.isOpen());
  }

  #set(open) {
    this.bar.setAttribute('aria-expanded', String(open));
    this.board.hidden = !open;
  }

  #draw() {
    const { menu } = this;
    const width = menu.size?.width || 2500;
    const height = menu.size?.height || 1686;
    this.label.textContent = menu.chatBarText || t('richmenu.bar');
    this.board.setAttribute('aria-label', menu.name || t('richmenu.bar'));
    css(this.board, { 'aspect-ratio': `${width} / ${height}` });
    replace(this.board, picture(menu.imageUrl, menu.name ?? ''), (menu.areas ?? []).map((area) => this.#area(area, width, height)));
  }

  #area(area, width, height) {
    const { chat } = this;
    const label = actionLabel(area.action);
    return css(h('button', {
      type: 'button', class: 'menu-area', 'aria-label': label, title: label, data: { testid: 'richmenu-area', action: area.action?.type },
      on: { click: () => perform(area.action, { chat, phone: chat.phone, sim: chat.sim, personId: chat.personId }) },
    }, h('span', { class: 'menu-area-label', 'aria-hidden': 'true' }, label)), place(area.bounds ?? {}, width, height));
  }
}
