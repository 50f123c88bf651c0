// The page: one or more phones, the inspector, and the settings of the page
// itself (language, theme, which person is on which phone). Start reading here:
// app → phone → people | chat → transcript → bubble → one file per message type.
//
// Browser tests find their way by data-testid: quick-person, new-person(-name,
// -lang, -create), add-friend, back, chat-menu, composer-input, composer-send,
// plus(-image, -location, -sticker, -date), entry (data-seq, -from, -kind,
// -type), quick-reply, action (data-action), richmenu-toggle, richmenu-area,
// location-search, -found, -send, date-ok, block, unsend, image-file.

import { Sim } from './api.js';
import { h, replace } from './dom.js';
import { icon } from './icons.js';
import { t, setLanguage, language, LANGUAGES } from './i18n.js';
import { Phone } from './phone.js';
import { Inspector } from './inspector.js';

const MAX_PHONES = 3;
const PHONE_WIDTH = 420;

class App {
  constructor() {
    const query = new URLSearchParams(location.search);
    this.sim = new Sim();
    this.phones = [];
    this.wanted = (query.get('people') ?? query.get('person') ?? '').split(',').filter(Boolean).slice(0, MAX_PHONES);
    this.inspectorOpen = this.#wantsInspector(query.get('inspector'));
    this.theme = query.get('theme') ?? localStorage.getItem('linesim.theme') ?? 'auto';
    setLanguage(query.get('lang') ?? localStorage.getItem('linesim.lang') ?? navigator.language);
  }

  async start() {
    this.#applyTheme();
    try {
      await this.sim.start();
    } catch (error) {
      this.#showFailure(error);
      return;
    }
    const { people } = this.sim.state;
    if (this.wanted.length === 0 && people.length === 1) this.wanted = [people[0].id];
    this.wanted = this.wanted.filter((id) => this.sim.person(id));
    this.build();
    this.sim.addEventListener('connection', () => this.#showConnection());
  }

  /** Draws everything anew: at the start and when the page's language changes. */
  build() {
    document.documentElement.lang = language();
    document.title = `${this.sim.state.bot.displayName || 'LINE bot'} · linesim`;
    for (const phone of this.phones) phone.close();
    this.inspector?.close();
    const open = this.wanted.length ? this.wanted : [null];
    this.phones = open.map((id) => new Phone(this, id));
    this.inspector = new Inspector(this);
    this.stage = h('main', { class: 'stage' }, this.phones.map((phone) => phone.el));
    this.offline = h('p', { class: 'offline', role: 'status', hidden: true });
    replace(document.body, this.#bar(), this.offline, h('div', { class: 'desk' }, this.stage, this.inspector.el));
    this.#showInspector();
    this.#showConnection();
  }

  /** A phone tells which person it shows, so that the address can be shared. */
  remember() {
    this.wanted = this.phones.map((phone) => phone.personId).filter(Boolean);
    const query = new URLSearchParams(location.search);
    query.delete('person');
    query.delete('people');
    if (this.wanted.length === 1) query.set('person', this.wanted[0]);
    if (this.wanted.length > 1) query.set('people', this.wanted.join(','));
    const text = query.toString().replaceAll('%2C', ',');
    history.replaceState(null, '', text ? `?${text}` : location.pathname);
  }

  addPhone() {
    if (this.phones.length >= this.maxPhones()) return;
    const shown = new Set(this.phones.map((phone) => phone.personId));
    const next = this.sim.state.people.find((person) => !shown.has(person.id));
    const phone = new Phone(this, next?.id ?? null);
    this.phones.push(phone);
    this.stage.append(phone.el);
    this.remember();
    this.#updateBar();
  }

  removePhone(phone) {
    if (this.phones.length < 2) return;
    phone.close();
    phone.el.remove();
    this.phones = this.phones.filter((other) => other !== phone);
    this.remember();
    this.#updateBar();
  }

  maxPhones() {
    return Math.max(1, Math.min(MAX_PHONES, Math.floor(window.innerWidth / PHONE_WIDTH)));
  }

  setTheme(theme) {
    this.theme = theme;
    localStorage.setItem('linesim.theme', theme);
    this.#applyTheme();
    this.#updateBar();
  }

  toggleTheme() {
    this.setTheme(this.isDark() ? 'light' : 'dark');
  }

  isDark() {
    if (this.theme === 'auto') return matchMedia('(prefers-color-scheme: dark)').matches;
    return this.theme === 'dark';
  }

  setLanguage(tag) {
    localStorage.setItem('linesim.lang', tag);
    const query = new URLSearchParams(location.search);
    query.delete('lang');
    history.replaceState(null, '', `?${query}`);
    setLanguage(tag);
    this.build();
  }

  toggleInspector(open = !this.inspectorOpen) {
    this.inspectorOpen = open;
    localStorage.setItem('linesim.inspector', open ? '1' : '0');
    this.#showInspector();
    if (open && !isWide()) this.inspector.focus();
  }

  #wantsInspector(asked) {
    if (asked !== null) return asked === '1';
    if (!isWide()) return false;
    return localStorage.getItem('linesim.inspector') !== '0';
  }

  #bar() {
    this.bar = h('header', { class: 'bar' });
    this.#updateBar();
    return this.bar;
  }

  #updateBar() {
    if (!this.bar) return;
    const other = LANGUAGES.find((tag) => tag !== language());
    replace(this.bar,
      h('span', { class: 'brand' }, h('img', { src: 'mark.svg', alt: '', width: 26, height: 26 }),
        h('strong', null, 'linesim'), h('span', { class: 'brand-note' }, t('bar.note'))),
      h('span', { class: 'bar-gap' }),
      barButton('devices', t('bar.addPhone'), () => this.addPhone(), { disabled: this.phones.length >= this.maxPhones() }),
      barButton('globe', t('bar.language'), () => this.setLanguage(other), { lang: other }),
      barButton(this.isDark() ? 'sun' : 'moon', this.isDark() ? t('bar.light') : t('bar.dark'), () => this.toggleTheme()),
      barButton('panel', t('bar.inspector'), () => this.toggleInspector(), { 'aria-pressed': String(this.inspectorOpen) }));
  }

  #applyTheme() {
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
  }

  #showInspector() {
    this.inspector.el.hidden = !this.inspectorOpen;
    document.body.classList.toggle('with-inspector', this.inspectorOpen);
    this.#updateBar();
  }

  #showConnection() {
    this.offline.hidden = this.sim.up;
    this.offline.textContent = this.sim.up ? '' : t('bar.offline');
  }

  #showFailure(error) {
    replace(document.body, h('main', { class: 'failure' },
      h('h1', null, t('failure.title')), h('p', null, error.message),
      h('button', { class: 'button primary', type: 'button', on: { click: () => location.reload() } }, t('failure.retry'))));
  }
}

function isWide() {
  return matchMedia('(min-width: 900px)').matches;
}

function barButton(name, label, click, attributes = {}) {
  return h('button', { type: 'button', class: 'bar-button', title: label, on: { click }, ...attributes },
    icon(name, 20), h('span', null, label));
}

new App().start();
