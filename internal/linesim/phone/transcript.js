// The scrolling list of messages: grouping, dates, the unread line, the
// loading animation, and keeping to the bottom only when the reader is there.

import { h, replace } from './dom.js';
import { icon } from './icons.js';
import { t, dayTitle, dayKey } from './i18n.js';
import { drawEntry } from './bubble.js';

const NEAR_BOTTOM_PX = 90;
const GROUP_MS = 3 * 60_000;

export class Transcript {
  constructor(chat) {
    this.chat = chat;
    this.entries = new Map();
    this.rows = new Map();
    this.last = null;
    this.lastSeq = 0;
    this.missed = 0;
    this.list = h('div', { class: 'entries', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-label': t('chat.log') });
    this.loading = h('div', { class: 'typing', role: 'status', hidden: true },
      h('span', { class: 'typing-dots' }, h('i'), h('i'), h('i')), h('span', { class: 'sr-only' }, t('chat.typing')));
    this.scroller = h('div', { class: 'scroller', tabindex: 0, 'aria-label': t('chat.log'), role: 'region' }, this.list, this.loading);
    this.jump = h('button', { type: 'button', class: 'jump', hidden: true, 'aria-label': t('chat.jump'), on: { click: () => this.toBottom() } },
      icon('down', 20), h('span', { class: 'jump-count' }));
    this.el = h('div', { class: 'transcript' }, this.scroller, this.jump);
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.resize = new ResizeObserver(() => this.stuck !== false && this.toBottom());
    this.resize.observe(this.scroller);
    this.resize.observe(this.list);
  }

  close() {
    this.resize.disconnect();
    clearTimeout(this.loadingTimer);
  }

  /** Draws the history; the last `unread` messages of the bot come after a line. */
  start(entries, unread) {
    this.started = true;
    const bots = entries.filter((entry) => entry.from === 'bot');
    this.unreadFrom = unread > 0 ? bots[Math.max(0, bots.length - unread)]?.seq : undefined;
    for (const entry of entries) this.#keep(entry);
    this.#redraw();
    this.toBottom();
  }

  add(entry) {
    const known = this.entries.has(entry.seq);
    this.#keep(entry);
    if (entry.from === 'bot') this.loading.hidden = true;
    if (known) {
      this.#update(entry);
      return;
    }
    const atBottom = this.stuck !== false;
    this.#append(entry)?.classList.add('fresh');
    if (atBottom || entry.from === 'person') this.toBottom();
    else this.#miss();
  }

  showLoading(seconds) {
    this.loading.hidden = false;
    clearTimeout(this.loadingTimer);
    this.loadingTimer = setTimeout(() => { this.loading.hidden = true; }, (seconds || 20) * 1000);
    if (this.stuck !== false) this.toBottom();
  }

  /** At once: a smooth scroll ends early where the focus moves meanwhile, and leaves the newest message covered. */
  toBottom() {
    this.stuck = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#clearMissed();
  }

  #keep(entry) {
    this.entries.set(entry.seq, entry);
    this.lastSeq = Math.max(this.lastSeq, entry.seq);
    if (entry.kind === 'message' && !entry.unsent && !(this.last?.seq > entry.seq)) this.last = entry;
    if (this.last?.seq === entry.seq && entry.unsent) this.last = null;
  }

  #redraw() {
    replace(this.list);
    this.rows.clear();
    this.previous = null;
    for (const entry of [...this.entries.values()].sort((a, b) => a.seq - b.seq)) this.#append(entry);
  }

  #append(entry) {
    const parts = [];
    const before = this.previous;
    if (!before || dayKey(before.at) !== dayKey(entry.at)) {
      parts.push(h('div', { class: 'day' }, h('span', null, dayTitle(entry.at, this.chat.sim.now()))));
    }
    if (entry.seq === this.unreadFrom) parts.push(h('div', { class: 'unread-line' }, h('span', null, t('chat.unread'))));
    const grouped = parts.length === 0 && continues(before, entry);
    const drawn = this.#draw(entry, grouped);
    if (drawn) {
      parts.push(drawn);
      this.previous = entry;
      this.rows.set(entry.seq, { el: drawn, grouped, look: look(entry) });
    }
    this.list.append(...parts);
    return drawn;
  }

  /** Draws an entry anew where it stands, if it looks different now. */
  #update(entry) {
    const row = this.rows.get(entry.seq);
    if (!row || row.look === look(entry)) return;
    const el = this.#draw(entry, row.grouped);
    row.el.replaceWith(el);
    this.rows.set(entry.seq, { ...row, el, look: look(entry) });
  }

  #draw(entry, grouped) {
    const { chat } = this;
    return drawEntry(entry, { chat, phone: chat.phone, sim: chat.sim, personId: chat.personId, entry }, grouped);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (near) {
      this.stuck = true;
      this.#clearMissed();
      this.jump.hidden = true;
    } else if (scrollTop < (this.lastTop ?? 0)) {
      this.stuck = false;
      this.jump.hidden = false;
    }
    this.lastTop = scrollTop;
  }

  #miss() {
    this.missed += 1;
    this.jump.hidden = false;
    this.jump.lastChild.textContent = String(this.missed);
  }

  #clearMissed() {
    this.missed = 0;
    this.jump.lastChild.textContent = '';
  }
}

/** What of an entry shows; a used reply token, for one, does not. */
function look(entry) {
  return JSON.stringify([entry.unsent, entry.read, entry.message]);
}

function continues(before, entry) {
  if (!before || before.from !== entry.from || before.kind !== 'message' || entry.kind !== 'message') return false;
  if ((before.sender?.name ?? '') !== (entry.sender?.name ?? '')) return false;
  return Date.parse(entry.at) - Date.parse(before.at) < GROUP_MS;
}
