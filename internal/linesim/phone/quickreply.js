// Quick replies: the row of suggestions above the composer. It belongs to the
// newest message and goes away with the next one, or once one was used.

import { h, replace } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';
import { perform, actionLabel } from './action.js';
import { dragWithMouse } from './carousel.js';
import { picture } from './media.js';

const ICONS = { camera: 'camera', cameraRoll: 'image', location: 'pin', datetimepicker: 'calendar' };

export class QuickReplies {
  constructor(chat) {
    this.chat = chat;
    this.el = h('div', { class: 'quick', role: 'group', 'aria-label': t('quick.label'), hidden: true });
    this.el.addEventListener('keydown', (event) => this.#arrows(event));
    dragWithMouse(this.el);
  }

  /** last is the newest message of the chat, or null. */
  update(last) {
    const items = last?.from === 'bot' && last.seq !== this.usedSeq ? last.message.quickReply?.items ?? [] : [];
    if (this.shownSeq === last?.seq && items.length === this.el.childElementCount) return;
    this.shownSeq = last?.seq;
    replace(this.el, items.map((item) => this.#button(item, last)));
    this.el.hidden = items.length === 0;
    this.el.scrollLeft = 0;
  }

  #button(item, entry) {
    const { action } = item;
    return h('button', { type: 'button', class: 'quick-reply', data: { testid: 'quick-reply', action: action?.type }, on: { click: () => this.#tap(action, entry) } },
      item.imageUrl ? h('span', { class: 'quick-icon' }, picture(item.imageUrl, '')) : ICONS[action?.type] && icon(ICONS[action.type], 18),
      h('span', null, actionLabel(action)));
  }

  async #tap(action, entry) {
    const { chat } = this;
    const done = await perform(action, { chat, phone: chat.phone, sim: chat.sim, personId: chat.personId, entry });
    if (!done) return;
    this.usedSeq = entry.seq;
    this.update(chat.transcript.last);
    chat.focus();
  }

  #arrows(event) {
    const move = { ArrowRight: 'nextElementSibling', ArrowLeft: 'previousElementSibling' }[event.key];
    if (!move) return;
    event.preventDefault();
    document.activeElement?.[move]?.focus();
  }
}
