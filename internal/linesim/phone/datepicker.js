// A picker for dates, times or both, within the limits that the bot set. It
// answers in LINE's formats: 2026-06-18, 06:15, 2026-06-18T06:15 (no zone).

import { h, replace, uniqueId } from './dom.js';
import { t, language, monthNames, weekdayNames, longDate, displayYear } from './i18n.js';
import { iconButton } from './button.js';
import { openSheet } from './sheet.js';

const ZONE = 'Asia/Bangkok';
const DAY_MS = 86_400_000;
const FIRST = { date: '1900-01-01', time: '00:00', datetime: '1900-01-01T00:00' };
const LAST = { date: '2100-12-31', time: '23:59', datetime: '2100-12-31T23:59' };

/** Opens the picker for {mode, initial, min, max}; holds the value or undefined. */
export function pickDate(phone, { mode = 'date', initial, min, max }) {
  return openSheet(phone, {
    title: t(`date.${mode}`),
    kind: 'date-sheet',
    build: (close) => new Picker(mode, { initial, min, max, now: phone.sim.now() }, close).parts,
  });
}

class Picker {
  constructor(mode, { initial, min, max, now }, close) {
    this.mode = mode;
    this.min = fixed(min) || FIRST[mode];
    this.max = fixed(max) || LAST[mode];
    const start = clamp(fixed(initial) || nowIn(mode, now), this.min, this.max);
    this.date = mode === 'time' ? '' : start.slice(0, 10);
    this.time = mode === 'date' ? '' : start.slice(-5);
    this.close = close;
    this.summary = h('p', { class: 'date-summary', role: 'status' });
    this.ok = h('button', { type: 'button', class: 'button primary', data: { testid: 'date-ok' }, on: { click: () => close(this.value()) } }, t('date.ok'));
    this.parts = [this.summary,
      mode !== 'time' && this.#calendar(), mode !== 'date' && this.#clock(),
      h('div', { class: 'row end' }, h('button', { type: 'button', class: 'button', on: { click: () => close() } }, t('cancel')), this.ok)].filter(Boolean);
    this.#update();
  }

  value() {
    return [this.date, this.time].filter(Boolean).join('T');
  }

  #update() {
    const value = this.value();
    const inside = value >= this.min && value <= this.max;
    this.ok.disabled = !inside;
    this.summary.textContent = inside ? [this.date && longDate(this.date), this.time].filter(Boolean).join(' · ') : t('date.outside');
  }

  #calendar() {
    this.month = this.date.slice(0, 7);
    const years = [];
    for (let year = Number(this.min.slice(0, 4)); year <= Number(this.max.slice(0, 4)); year += 1) years.push(year);
    this.monthSelect = h('select', { 'aria-label': t('date.month'), on: { change: () => this.#jump() } },
      monthNames().map((name, i) => h('option', { value: String(i + 1).padStart(2, '0') }, name)));
    this.yearSelect = h('select', { 'aria-label': t('date.year'), on: { change: () => this.#jump() } },
      years.map((year) => h('option', { value: String(year) }, displayYear(year))));
    this.grid = h('div', { class: 'date-grid', role: 'grid', 'aria-label': t('date.date'), on: { keydown: (event) => this.#key(event) } });
    this.#drawMonth();
    return h('div', { class: 'calendar' },
      h('div', { class: 'calendar-head' }, iconButton('back', t('date.before'), () => this.#step(-1)), this.monthSelect, this.yearSelect, iconButton('next', t('date.after'), () => this.#step(1))),
      h('div', { class: 'date-week', 'aria-hidden': 'true' }, weekdayNames().map((name) => h('span', null, name))), this.grid);
  }

  #drawMonth() {
    const [year, month] = this.month.split('-').map(Number);
    this.yearSelect.value = String(year);
    this.monthSelect.value = String(month).padStart(2, '0');
    const first = new Date(Date.UTC(year, month - 1, 1));
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const cells = Array.from({ length: first.getUTCDay() }, () => h('span', { role: 'gridcell' }));
    for (let day = 1; day <= days; day += 1) cells.push(this.#day(`${this.month}-${String(day).padStart(2, '0')}`, day));
    const rows = [];
    for (let i = 0; i < cells.length; i += 7) rows.push(h('div', { role: 'row' }, cells.slice(i, i + 7)));
    replace(this.grid, rows);
    if (!this.grid.querySelector('[tabindex="0"]')) this.grid.querySelector('button:enabled')?.setAttribute('tabindex', '0');
  }

  #day(iso, day) {
    const chosen = iso === this.date;
    return h('button', {
      type: 'button', role: 'gridcell', class: 'date-day', tabindex: chosen ? 0 : -1, data: chosen ? { iso, first: '' } : { iso },
      'aria-selected': String(chosen), 'aria-label': longDate(iso), disabled: iso < this.min.slice(0, 10) || iso > this.max.slice(0, 10),
      on: { click: () => this.#choose(iso) },
    }, String(day));
  }

  #choose(iso) {
    this.date = clamp(iso, this.min.slice(0, 10), this.max.slice(0, 10));
    this.month = this.date.slice(0, 7);
    this.#drawMonth();
    this.#update();
    this.grid.querySelector('[aria-selected="true"]')?.focus();
  }

  #step(months) {
    const [year, month] = this.month.split('-').map(Number);
    this.#showMonth(new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7));
  }

  #jump() {
    this.#showMonth(`${this.yearSelect.value}-${this.monthSelect.value}`);
  }

  #showMonth(month) {
    this.month = clamp(month, this.min.slice(0, 7), this.max.slice(0, 7));
    this.#drawMonth();
  }

  #key(event) {
    const iso = event.target.dataset?.iso;
    const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!iso) return;
    if (days) {
      event.preventDefault();
      this.#choose(new Date(Date.parse(iso) + days * DAY_MS).toISOString().slice(0, 10));
    } else if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault();
      this.#step(event.key === 'PageUp' ? -1 : 1);
      this.grid.querySelector('[tabindex="0"]')?.focus();
    }
  }

  #clock() {
    const ids = [uniqueId('hour'), uniqueId('minute')];
    const part = (id, count, from, label) => h('select', { id, 'aria-label': label, value: undefined, on: { change: () => this.#readClock() } },
      Array.from({ length: count }, (_, i) => String(i).padStart(2, '0')).map((text) => h('option', { value: text, selected: text === this.time.slice(from, from + 2) }, text)));
    this.hour = part(ids[0], 24, 0, t('date.hour'));
    this.minute = part(ids[1], 60, 3, t('date.minute'));
    return h('div', { class: 'clock-row' }, this.hour, h('span', { 'aria-hidden': 'true' }, ':'), this.minute, language() === 'th' ? h('span', null, 'น.') : null);
  }

  #readClock() {
    this.time = `${this.hour.value}:${this.minute.value}`;
    this.#update();
  }
}

/** LINE takes both "t" and "T" between date and time. */
function fixed(value) {
  return typeof value === 'string' ? value.replace('t', 'T') : '';
}

function nowIn(mode, now) {
  const parts = new Date(now).toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16).replace(' ', 'T');
  return { date: parts.slice(0, 10), time: parts.slice(11), datetime: parts }[mode];
}

function clamp(value, low, high) {
  if (value < low) return low;
  return value > high ? high : value;
}
