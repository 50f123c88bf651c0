// The message box: text, and a menu of what else a person can send.

import { h } from './dom.js';
import { t } from './i18n.js';
import { iconButton } from './button.js';
import { icon } from './icons.js';
import { openSheet } from './sheet.js';
import { character, PICKER } from './sticker.js';
import { pickLocation } from './locationpicker.js';
import { pickDate } from './datepicker.js';

const MAX_ROWS_PX = 116;
const MAX_TEXT = 5000;

export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.input = h('textarea', {
      rows: 1, maxlength: MAX_TEXT, placeholder: t('composer.placeholder'), 'aria-label': t('composer.placeholder'), enterkeyhint: 'send',
      data: { testid: 'composer-input' },
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event), focus: () => this.#focused() },
    });
    this.sendButton = iconButton('send', t('composer.send'), () => this.send(), { class: 'icon-button send', 'data-testid': 'composer-send', disabled: true });
    this.plus = iconButton('plus', t('composer.plus'), () => this.#plus(), { 'data-testid': 'plus' });
    this.el = h('div', { class: 'composer' }, this.plus,
      h('div', { class: 'composer-field' }, this.input, iconButton('smile', t('composer.sticker'), () => this.#sticker())), this.sendButton);
  }

  /** Focuses the box, with a text to start from (postback's fillInText). */
  open(text = '') {
    if (text) this.input.value = text;
    this.#fit();
    this.input.focus();
  }

  async send() {
    const text = this.input.value.trim();
    if (!text || this.sending) return;
    this.sending = true;
    const sent = await this.chat.phone.attempt(() => this.chat.sim.send(this.chat.personId, { type: 'text', text }));
    this.sending = false;
    if (sent === undefined) return;
    this.input.value = '';
    this.#fit();
  }

  /** Asks for a picture (from the camera where there is one) and sends it. */
  takePicture(camera) {
    return new Promise((resolve) => {
      const input = h('input', { type: 'file', accept: 'image/jpeg,image/png', capture: camera ? 'environment' : undefined, class: 'sr-only', tabindex: -1, data: { testid: 'image-file' } });
      input.addEventListener('change', async () => {
        const [file] = input.files;
        input.remove();
        resolve(file ? (await this.chat.phone.attempt(() => this.chat.sim.image(this.chat.personId, file))) !== undefined : false);
      });
      input.addEventListener('cancel', () => {
        input.remove();
        resolve(false);
      });
      this.el.append(input);
      input.click();
    });
  }

  #fit() {
    this.sendButton.disabled = this.input.value.trim() === '';
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, MAX_ROWS_PX)}px`;
  }

  #key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  /** As in LINE, whoever writes does not see the menu: on a phone the keyboard is there. */
  #typed() {
    this.#fit();
    this.chat.richMenu.shut();
  }

  /** On a touch screen the keyboard comes with the focus. */
  #focused() {
    if (matchMedia('(pointer: coarse)').matches) this.chat.richMenu.shut();
  }

  async #plus() {
    const kind = await openSheet(this.chat.phone, {
      title: t('composer.plus'),
      kind: 'plus-sheet',
      build: (close) => h('div', { class: 'plus-grid' }, [
        ['image', 'image', t('composer.image')], ['pin', 'location', t('composer.location')],
        ['smile', 'sticker', t('composer.sticker')], ['calendar', 'date', t('composer.date')],
      ].map(([name, value, label]) => h('button', { type: 'button', class: 'plus-item', data: { testid: `plus-${value}` }, on: { click: () => close(value) } },
        h('span', { class: 'plus-icon' }, icon(name, 26)), h('span', null, label)))),
    });
    const run = { image: () => this.takePicture(false), location: () => this.#location(), sticker: () => this.#sticker(), date: () => this.#date() }[kind];
    await run?.();
  }

  async #location() {
    const place = await pickLocation(this.chat.phone);
    if (place) await this.#sendMessage({ type: 'location', ...place });
  }

  async #sticker() {
    const chosen = await openSheet(this.chat.phone, {
      title: t('composer.sticker'),
      kind: 'sticker-sheet',
      build: (close) => h('div', { class: 'sticker-grid' }, PICKER.map((item) => {
        const id = `${item.packageId}/${item.stickerId}`;
        return h('button', { type: 'button', class: 'sticker-choice', 'aria-label': `${t('composer.sticker')} ${id}`, on: { click: () => close(item) } }, character(id));
      })),
    });
    if (chosen) await this.#sendMessage({ type: 'sticker', ...chosen });
  }

  /** A date from the composer is typed text, for a bot that asked for one. */
  async #date() {
    const value = await pickDate(this.chat.phone, { mode: 'date' });
    if (!value) return;
    const gap = this.input.value && !this.input.value.endsWith(' ') ? ' ' : '';
    this.open(`${this.input.value}${gap}${value}`);
  }

  #sendMessage(message) {
    return this.chat.phone.attempt(() => this.chat.sim.send(this.chat.personId, message));
  }
}
