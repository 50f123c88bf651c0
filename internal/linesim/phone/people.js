// The list of people (each is one LINE account that can talk to the bot), and
// the form that creates another.

import { h, replace, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { t, language, dayOrTime, PERSON_LANGUAGES } from './i18n.js';
import { iconButton } from './button.js';
import { openMenu } from './sheet.js';
import { avatar } from './avatar.js';

const NAMES = {
  th: ['สมหญิง ใจดี', 'อนันต์ รักเพื่อน', 'กมลชนก แสงทอง', 'ธนา ศรีสุรินทร์', 'พิมพ์ชนก อาสา'],
  en: ['Alex Rivera', 'Maya Chen', 'Sam Okafor', 'Lena Novak', 'Tom Baker'],
};

export class PeopleScreen {
  constructor(phone) {
    this.phone = phone;
    this.sim = phone.sim;
    this.list = h('ul', { class: 'people' });
    this.welcome = h('div', { class: 'welcome' });
    this.form = this.#form();
    this.el = h('div', { class: 'screen people-screen' },
      h('header', { class: 'phone-head' }, h('h1', { class: 'people-title' }, t('people.title')),
        iconButton('plus', t('people.new'), () => this.#openForm(), { 'data-testid': 'new-person' }),
        iconButton('more', t('menu.open'), () => openMenu(phone, t('menu.title'), phone.pageMenu()))),
      h('div', { class: 'people-body' }, this.welcome, this.form, this.list));
    this.onState = () => this.#draw();
    this.sim.addEventListener('state', this.onState);
    this.#draw();
  }

  close() {
    this.sim.removeEventListener('state', this.onState);
  }

  focus() {
    this.el.querySelector('.person, .welcome button')?.focus();
  }

  #draw() {
    const people = this.sim.state.people;
    const first = people.length === 0;
    this.welcome.hidden = !first;
    replace(this.welcome, first ? this.#welcome() : null);
    replace(this.list, people.map((person) => h('li', null, this.#row(person))));
  }

  #welcome() {
    const name = this.#freshName();
    return [
      h('div', { class: 'welcome-art' }, avatar(this.sim.state.bot, 84)),
      h('h2', null, this.sim.state.bot.displayName || 'LINE bot'),
      h('p', null, t('people.welcome')),
      h('button', { type: 'button', class: 'button primary large', data: { testid: 'quick-person' }, on: { click: () => this.#create(name, language()) } },
        t('people.startAs', { name })),
    ];
  }

  #row(person) {
    const last = person.lastText || (person.following ? '' : t('people.notFriend'));
    return h('button', { type: 'button', class: 'person', data: { person: person.id }, on: { click: () => this.phone.openPerson(person.id) } },
      avatar(person, 48),
      h('span', { class: 'person-text' },
        h('span', { class: 'person-name' }, h('strong', null, person.name), h('span', { class: 'tag' }, person.language)),
        h('span', { class: 'person-last' }, last)),
      h('span', { class: 'person-side' }, person.lastAt ? dayOrTime(person.lastAt, this.sim.now()) : null,
        person.unread > 0 && h('span', { class: 'badge', 'aria-label': t('people.unread', { n: person.unread }) }, person.unread),
        person.blocked && icon('block', 16)));
  }

  #form() {
    const ids = { name: uniqueId('name'), lang: uniqueId('lang') };
    this.name = h('input', { id: ids.name, type: 'text', maxlength: 60, required: true, autocomplete: 'off', data: { testid: 'new-person-name' } });
    this.lang = h('select', { id: ids.lang, data: { testid: 'new-person-lang' } },
      PERSON_LANGUAGES.map(([tag, name]) => h('option', { value: tag, lang: tag, selected: tag === language() }, name)));
    return h('form', { class: 'card new-person', hidden: true, on: { submit: (event) => this.#submit(event) } },
      h('label', { for: ids.name }, t('people.name')), this.name,
      h('label', { for: ids.lang }, t('people.language')), this.lang,
      h('div', { class: 'row' },
        h('button', { type: 'button', class: 'button', on: { click: () => { this.form.hidden = true; } } }, t('cancel')),
        h('button', { type: 'submit', class: 'button primary', data: { testid: 'new-person-create' } }, t('people.create'))));
  }

  #openForm() {
    this.form.hidden = !this.form.hidden;
    if (this.form.hidden) return;
    this.name.value = this.#freshName();
    this.name.focus();
    this.name.select();
  }

  #submit(event) {
    event.preventDefault();
    const name = this.name.value.trim();
    if (name) this.#create(name, this.lang.value);
  }

  async #create(name, lang) {
    const person = await this.phone.attempt(() => this.sim.addPerson(name, lang));
    if (!person) return;
    if (!this.sim.person(person.id)) await this.phone.attempt(() => this.sim.refresh());
    this.phone.openPerson(person.id);
  }

  #freshName() {
    const taken = new Set(this.sim.state.people.map((person) => person.name));
    const names = NAMES[language()] ?? NAMES.en;
    return names.find((name) => !taken.has(name)) ?? `${names[0]} ${taken.size + 1}`;
  }
}
