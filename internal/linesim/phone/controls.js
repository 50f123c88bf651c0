// The levers of the simulator: clock, quota, webhook, faults, starting over.

import { h, replace, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { t, longDateTime } from './i18n.js';
import { iconButton } from './button.js';

const MINUTE = 60_000;
const STEPS = [['+1 min', MINUTE], ['+10 min', 10 * MINUTE], ['+1 h', 60 * MINUTE], ['+1 day', 24 * 60 * MINUTE]];
const API_FAULTS = ['500-before', '500-after', 'timeout-before', 'timeout-after', '429-rate', '429-quota', 'slow'];
const WEBHOOK_FAULTS = ['webhook-duplicate', 'webhook-reorder', 'webhook-drop'];

export class Controls {
  constructor(app) {
    this.app = app;
    this.sim = app.sim;
    this.said = h('p', { class: 'finding', role: 'alert' });
    this.now = h('p', { class: 'clock-now' });
    this.quotaNote = h('p', { class: 'quiet' });
    this.meter = h('progress', { max: 1, value: 0, 'aria-label': t('controls.quota') });
    this.faultList = h('ul', { class: 'faults' });
    this.el = h('div', { class: 'controls' }, this.said, this.#clock(), this.#quota(), this.#webhook(), this.#faults(), this.#reset());
    this.onState = () => this.#draw();
    this.sim.addEventListener('state', this.onState);
    this.ticker = setInterval(() => this.#tick(), 1000);
    this.#draw();
    this.#fillForms();
  }

  close() {
    this.sim.removeEventListener('state', this.onState);
    clearInterval(this.ticker);
  }

  async #call(method, path, body) {
    try {
      await this.sim.call(method, path, body);
      this.said.textContent = '';
      await this.sim.refresh();
    } catch (error) {
      this.said.textContent = error.message;
    }
  }

  #clock() {
    return card('clock', t('controls.clock'), this.now,
      h('div', { class: 'row wrap' }, STEPS.map(([label, advanceMs]) => small(label, () => this.#call('POST', '/clock', { advanceMs }))),
        small(t('controls.clockReset'), () => this.#call('POST', '/clock', { set: new Date().toISOString() }))));
  }

  #quota() {
    this.quotaType = h('select', { 'aria-label': t('controls.quota') }, ['limited', 'none'].map((type) => h('option', { value: type }, t(`controls.quota.${type}`))));
    this.quotaValue = number(t('controls.quotaValue'));
    this.quotaUsed = number(t('controls.quotaUsed'));
    const form = h('form', { class: 'fields' }, this.quotaType, labelled(t('controls.quotaValue'), this.quotaValue), labelled(t('controls.quotaUsed'), this.quotaUsed), submit());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#call('POST', '/quota', { type: this.quotaType.value, value: Number(this.quotaValue.value), used: Number(this.quotaUsed.value) });
    });
    return card('gauge', t('controls.quota'), this.quotaNote, this.meter, form);
  }

  #webhook() {
    this.url = h('input', { type: 'url', placeholder: 'http://127.0.0.1:8080/webhook/line', spellcheck: 'false' });
    this.active = h('input', { type: 'checkbox' });
    this.redelivery = h('input', { type: 'checkbox' });
    const form = h('form', { class: 'fields' }, labelled('URL', this.url, 'wide'), check(t('controls.active'), this.active), check(t('controls.redelivery'), this.redelivery), submit());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#call('POST', '/webhook', { url: this.url.value, active: this.active.checked, redelivery: this.redelivery.checked });
    });
    return card('link', t('controls.webhook'), form);
  }

  #faults() {
    const kind = h('select', { 'aria-label': t('controls.fault') },
      [...API_FAULTS, ...WEBHOOK_FAULTS].map((name) => h('option', { value: name }, t(`fault.${name}`))));
    const prefix = h('input', { type: 'text', placeholder: '/v2/bot/message/', spellcheck: 'false' });
    const times = number(t('controls.times'), 1);
    const ms = number('ms', 3000);
    const form = h('form', { class: 'fields' }, labelled(t('controls.fault'), kind, 'wide'), labelled(t('controls.prefix'), prefix, 'wide'),
      labelled(t('controls.times'), times), labelled('ms', ms), submit(t('controls.addFault')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const fault = { kind: kind.value, match: {}, times: Number(times.value) || undefined };
      if (prefix.value && !kind.value.startsWith('webhook')) fault.match.pathPrefix = prefix.value;
      if (kind.value === 'slow' || kind.value.startsWith('timeout')) fault.ms = Number(ms.value);
      this.#call('POST', '/faults', fault);
    });
    return card('bolt', t('controls.faults'), this.faultList, form);
  }

  #reset() {
    return card('redo', t('controls.reset'), h('p', { class: 'quiet' }, t('controls.resetNote')),
      h('button', { type: 'button', class: 'button danger', on: { click: () => confirm(t('controls.resetSure')) && this.#startOver() } }, t('controls.reset')));
  }

  async #startOver() {
    await this.#call('POST', '/reset', {});
    location.assign(location.pathname);
  }

  #draw() {
    const { quota, faults } = this.sim.state;
    const limited = quota.type === 'limited';
    this.quotaNote.textContent = limited ? t('controls.quotaNote', { used: quota.used ?? 0, value: quota.value }) : t('controls.quotaOpen', { used: quota.used ?? 0 });
    this.meter.hidden = !limited;
    this.meter.max = quota.value || 1;
    this.meter.value = quota.used ?? 0;
    replace(this.faultList, faults.map((fault) => h('li', null,
      h('span', null, t(`fault.${fault.kind}`), h('small', null, [fault.match?.method, fault.match?.pathPrefix, fault.times && `× ${fault.times}`, fault.ms && `${fault.ms} ms`].filter(Boolean).join(' · '))),
      iconButton('close', t('controls.removeFault'), () => this.#call('DELETE', `/faults?id=${encodeURIComponent(fault.id)}`)))));
    this.#tick();
  }

  /** Forms are filled once: a change from elsewhere must not undo typing. */
  #fillForms() {
    const { quota, webhook } = this.sim.state;
    this.quotaType.value = quota.type ?? 'limited';
    this.quotaValue.value = quota.value ?? 0;
    this.quotaUsed.value = quota.used ?? 0;
    this.url.value = webhook.url ?? '';
    this.active.checked = webhook.active ?? false;
    this.redelivery.checked = webhook.redelivery ?? false;
  }

  #tick() {
    this.now.textContent = longDateTime(this.sim.now());
  }
}

function card(name, title, ...content) {
  return h('section', { class: 'card' }, h('h3', null, icon(name, 18), title), content);
}

function small(label, click) {
  return h('button', { type: 'button', class: 'button small', on: { click } }, label);
}

function number(label, value = 0) {
  return h('input', { type: 'number', min: 0, value: String(value), 'aria-label': label });
}

function submit(label = t('controls.apply')) {
  return h('button', { type: 'submit', class: 'button small primary' }, label);
}

function labelled(text, field, className = '') {
  field.id ||= uniqueId('field');
  return h('span', { class: `field ${className}` }, h('label', { for: field.id }, text), field);
}

function check(text, field) {
  return h('label', { class: 'check' }, field, text);
}
