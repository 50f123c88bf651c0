// One phone: a frame, the screen that is open in it (people or a chat), sheets
// that slide over the screen, a menu, and short notices.

import { h, replace } from './dom.js';
import { t, language, LANGUAGES, clockTime } from './i18n.js';
import { ChatScreen } from './chat.js';
import { PeopleScreen } from './people.js';

const NOTICE_MS = 3200;

export class Phone {
  constructor(app, personId) {
    this.app = app;
    this.sim = app.sim;
    this.personId = null;
    this.time = h('span', { class: 'status-time' });
    this.screenHost = h('div', { class: 'screen-host' });
    this.sheetHost = h('div', { class: 'sheet-host' });
    this.notice = h('p', { class: 'notice', role: 'status' });
    this.el = h('section', { class: 'phone', 'aria-label': t('phone.label') },
      h('div', { class: 'phone-app' }, this.#statusBar(), this.screenHost, this.sheetHost, this.notice));
    this.el.style.setProperty('--text-scale', localStorage.getItem('linesim.textScale') ?? '1');
    this.onState = () => this.#stateChanged();
    this.sim.addEventListener('state', this.onState);
    this.ticker = setInterval(() => this.#tick(), 10_000);
    this.#tick();
    if (personId && this.sim.person(personId)) this.openPerson(personId, false);
    else this.openPeople(false);
  }

  close() {
    this.sim.removeEventListener('state', this.onState);
    clearInterval(this.ticker);
    this.screen?.close();
  }

  openPeople(focus = true) {
    this.personId = null;
    this.#show(new PeopleScreen(this), focus);
  }

  openPerson(id, focus = true) {
    this.personId = id;
    this.#show(new ChatScreen(this, id), focus);
  }

  /** Says something at the bottom of the phone for a moment. */
  say(text) {
    this.notice.textContent = text;
    this.notice.classList.add('shown');
    clearTimeout(this.noticeTimer);
    this.noticeTimer = setTimeout(() => this.notice.classList.remove('shown'), NOTICE_MS);
  }

  /** Runs what talks to the server and says so when it fails. */
  async attempt(work) {
    try {
      return await work();
    } catch (error) {
      this.say(error.message || t('failure.title'));
      return undefined;
    }
  }

  /** The items that every screen's menu ends with. */
  pageMenu() {
    const scale = Number(localStorage.getItem('linesim.textScale') ?? '1');
    return [
      { icon: this.app.isDark() ? 'sun' : 'moon', label: this.app.isDark() ? t('bar.light') : t('bar.dark'), run: () => this.app.toggleTheme() },
      { icon: 'globe', label: t('bar.language'), run: () => this.app.setLanguage(LANGUAGES.find((tag) => tag !== language())) },
      { icon: 'text', label: scale > 1 ? t('menu.normalText') : t('menu.largeText'), run: () => this.#setTextScale(scale > 1 ? 1 : 1.25) },
      { icon: 'panel', label: t('bar.inspector'), run: () => this.app.toggleInspector() },
      this.app.phones.length > 1 && { icon: 'close', label: t('menu.closePhone'), run: () => this.app.removePhone(this) },
    ].filter(Boolean);
  }

  #setTextScale(scale) {
    localStorage.setItem('linesim.textScale', String(scale));
    for (const phone of this.app.phones) phone.el.style.setProperty('--text-scale', String(scale));
  }

  #show(screen, focus) {
    this.screen?.close();
    this.screen = screen;
    replace(this.sheetHost);
    this.screenHost.inert = false;
    replace(this.screenHost, screen.el);
    if (focus) screen.focus();
    if (this.app.phones.includes(this)) this.app.remember();
  }

  #stateChanged() {
    if (this.personId && !this.sim.person(this.personId)) this.openPeople(false);
    this.#tick();
  }

  #statusBar() {
    return h('div', { class: 'statusbar', 'aria-hidden': 'true' }, this.time,
      h('span', { class: 'status-island' }), h('span', { class: 'status-battery' }));
  }

  #tick() {
    this.time.textContent = clockTime(this.sim.now());
  }
}
