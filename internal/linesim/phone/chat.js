// One person's chat with the bot: header, transcript, quick replies, composer
// and rich menu, or the "add friend" screen while they do not follow the bot.

import { h, replace } from './dom.js';
import { t } from './i18n.js';
import { iconButton } from './button.js';
import { icon } from './icons.js';
import { openMenu } from './sheet.js';
import { avatar } from './avatar.js';
import { Transcript } from './transcript.js';
import { QuickReplies } from './quickreply.js';
import { Composer } from './composer.js';
import { RichMenu } from './richmenu.js';

export class ChatScreen {
  constructor(phone, personId) {
    this.phone = phone;
    this.sim = phone.sim;
    this.personId = personId;
    this.transcript = new Transcript(this);
    this.quick = new QuickReplies(this);
    this.richMenu = new RichMenu(this);
    this.composer = new Composer(this);
    this.head = h('header', { class: 'phone-head' });
    this.foot = h('footer', { class: 'chat-foot' });
    this.el = h('div', { class: 'screen chat-screen' }, this.head, this.transcript.el, this.foot);
    this.listeners = {
      state: () => {
        this.#drawFrame();
        this.#markRead();
      },
      chat: ({ detail }) => detail.person === personId && this.#received(detail.entry),
      loading: ({ detail }) => detail.person === personId && this.transcript.showLoading(detail.seconds),
      menu: ({ detail }) => (!detail.person || detail.person === personId) && this.richMenu.load(),
      resync: () => this.#catchUp(),
    };
    for (const [type, fn] of Object.entries(this.listeners)) this.sim.addEventListener(type, fn);
    this.#drawFrame();
    this.#open();
  }

  get person() {
    return this.sim.person(this.personId) ?? { id: this.personId, name: '', following: false };
  }

  close() {
    for (const [type, fn] of Object.entries(this.listeners)) this.sim.removeEventListener(type, fn);
    this.transcript.close();
    this.richMenu.close();
  }

  focus() {
    if (!this.person.following) {
      this.el.querySelector('[data-testid="add-friend"]')?.focus({ preventScroll: true });
      return;
    }
    // On a touch screen the focus would bring up the keyboard, unasked.
    if (!matchMedia('(pointer: coarse)').matches) this.composer.input.focus({ preventScroll: true });
  }

  async #open() {
    await this.phone.attempt(async () => {
      const unread = this.person.unread ?? 0;
      const entries = await this.sim.chat(this.personId);
      this.transcript.start(entries, unread);
      this.#frameStranger();
      this.quick.update(this.transcript.last);
      await this.richMenu.load();
      this.#markRead();
    });
  }

  async #catchUp() {
    await this.phone.attempt(async () => {
      for (const entry of await this.sim.chat(this.personId, this.transcript.lastSeq)) this.#received(entry);
      await this.richMenu.load();
    });
  }

  #received(entry) {
    this.transcript.add(entry);
    this.#frameStranger();
    this.quick.update(this.transcript.last);
  }

  #markRead() {
    if (document.hidden || this.reading || !this.transcript.started || !(this.person.unread > 0)) return;
    this.reading = true;
    this.person.unread = 0;
    this.phone.attempt(() => this.sim.read(this.personId)).finally(() => { this.reading = false; });
  }

  /** Header and foot depend on who the person is and whether they follow. */
  #drawFrame() {
    const { bot } = this.sim.state;
    const { following, blocked } = this.person;
    const shape = JSON.stringify([bot, following, blocked, this.person.name, this.#others()]);
    if (shape === this.shape) return;
    this.shape = shape;
    replace(this.head,
      iconButton('back', t('chat.back'), () => this.phone.openPeople(), { class: 'icon-button back', 'data-testid': 'back' }),
      this.#others() > 0 && h('span', { class: 'badge head-badge', 'aria-label': t('people.unread', { n: this.#others() }) }, this.#others()),
      avatar(bot, 34),
      h('div', { class: 'head-text' }, h('h1', null, bot.displayName || 'LINE bot'),
        h('p', null, t('chat.as', { name: this.person.name }))),
      iconButton('more', t('menu.open'), () => this.#menu(), { 'data-testid': 'chat-menu' }));
    this.#drawFoot(following, blocked);
  }

  #drawFoot(following, blocked) {
    this.#frameStranger();
    if (this.footFor === following) return;
    if (this.footFor !== undefined) this.richMenu.load();
    this.footFor = following;
    replace(this.foot, following
      ? [this.quick.el, this.composer.el, this.richMenu.el]
      : this.#addFriend(blocked));
  }

  /** With nothing said yet, the invitation takes the whole screen. */
  #frameStranger() {
    this.el.classList.toggle('stranger', !this.person.following && this.transcript.entries.size === 0);
  }

  #addFriend(blocked) {
    return h('div', { class: 'add-friend' },
      avatar(this.sim.state.bot, 72),
      h('h2', null, this.sim.state.bot.displayName || 'LINE bot'),
      h('p', { class: 'quiet' }, blocked ? t('chat.blocked') : t('chat.notFriend')),
      h('button', { type: 'button', class: 'button primary large', data: { testid: 'add-friend' }, on: { click: () => this.#follow() } },
        icon('plus', 20), h('span', null, blocked ? t('chat.unblock') : t('chat.add'))));
  }

  async #follow() {
    await this.phone.attempt(() => this.sim.follow(this.personId));
    await this.phone.attempt(() => this.sim.refresh());
    this.focus();
  }

  #others() {
    return this.sim.state.people.filter((person) => person.id !== this.personId)
      .reduce((sum, person) => sum + (person.unread ?? 0), 0);
  }

  #menu() {
    const { following } = this.person;
    openMenu(this.phone, t('menu.title'), [
      { icon: 'people', label: t('people.title'), run: () => this.phone.openPeople() },
      following && { icon: 'block', label: t('chat.block'), testid: 'block', run: () => this.#block() },
      { icon: 'trash', label: t('chat.removePerson', { name: this.person.name }), danger: true, run: () => this.#remove() },
      ...this.phone.pageMenu(),
    ].filter(Boolean));
  }

  async #block() {
    await this.phone.attempt(() => this.sim.unfollow(this.personId));
    await this.phone.attempt(() => this.sim.refresh());
  }

  async #remove() {
    await this.phone.attempt(() => this.sim.removePerson(this.personId));
    this.phone.openPeople();
    await this.phone.attempt(() => this.sim.refresh());
  }
}
