// A map of Thailand to look at and to choose a point on: drag or arrow keys
// move it, wheel, pinch or + and − zoom, a tap (or Enter, at the middle) picks.

import { h, s, css, replace } from './dom.js';
import { t, language } from './i18n.js';
import { iconButton } from './button.js';
import { project, unproject } from './geo.js';

const WIDEST = 2400;
const NARROWEST = 12;
const LABELS_BELOW = 700;
const TAP_PX = 7;
const COUNTRY = { x: 430, y: 800, width: 880, height: 1580 };

/** The pin of a location, its tip at (x, y); `size` is in map units. */
export function pinShape(x, y, size) {
  return s('g', { class: 'pin', transform: `translate(${x} ${y}) scale(${size / 24})` },
    s('path', { d: 'M0 0c-3-7-9-10-9-17a9 9 0 1118 0c0 7-6 10-9 17z' }), s('circle', { cx: 0, cy: -17, r: 3.4 }));
}

export class ThaiMap {
  /** pick(lat, lng) is called when a point was chosen. */
  constructor(list, { pick, label }) {
    this.pick = pick;
    this.view = { x: COUNTRY.x, y: COUNTRY.y, width: COUNTRY.width };
    this.pointers = new Map();
    this.pinLayer = s('g');
    this.names = s('g', { class: 'map-names', 'aria-hidden': 'true' }, list.map((province) => {
      const { x, y } = project(province.lat, province.lng);
      return s('text', { x, y }, province[language()] ?? province.en);
    }));
    this.svg = s('svg', { class: 'map', tabindex: 0, role: 'application', 'aria-label': label, preserveAspectRatio: 'xMidYMid slice', 'data-first': '' },
      s('g', { class: 'map-land' }, list.map((province) => s('path', { d: province.path, 'data-code': province.code }))),
      this.names, this.pinLayer);
    this.el = h('div', { class: 'map-host' }, this.svg,
      h('span', { class: 'map-cross', 'aria-hidden': 'true' }), h('span', { class: 'map-ring', 'aria-hidden': 'true' }),
      h('div', { class: 'map-zoom' }, iconButton('plus', t('map.in'), () => this.zoom(0.5)), iconButton('minus', t('map.out'), () => this.zoom(2))));
    this.#listen();
    new ResizeObserver(() => this.#draw()).observe(this.svg);
  }

  /** Shows a pin and, when asked to, moves there. */
  setPin(lat, lng, width) {
    this.pin = { lat, lng };
    if (width) this.view = { ...project(lat, lng), width };
    this.#draw();
  }

  highlight(code) {
    for (const path of this.svg.querySelectorAll('.map-land path')) path.classList.toggle('chosen', path.dataset.code === code);
  }

  zoom(factor, at = this.view) {
    const width = clamp(this.view.width * factor, NARROWEST, WIDEST);
    const real = width / this.view.width;
    this.#move(at.x + (this.view.x - at.x) * real, at.y + (this.view.y - at.y) * real, width);
  }

  #move(x, y, width = this.view.width) {
    this.view = { x: clamp(x, -100, 1000), y: clamp(y, -100, 1700), width };
    this.#draw();
  }

  #draw() {
    const { clientWidth, clientHeight } = this.svg;
    if (!clientWidth || !clientHeight) return;
    this.#fitOnce(clientWidth / clientHeight);
    const { x, y, width } = this.view;
    const height = (width * clientHeight) / clientWidth;
    this.unit = width / clientWidth;
    this.svg.setAttribute('viewBox', `${x - width / 2} ${y - height / 2} ${width} ${height}`);
    css(this.names, { 'font-size': `${11.5 * this.unit}px`, 'stroke-width': `${3 * this.unit}px` });
    this.names.style.display = width < LABELS_BELOW ? '' : 'none';
    if (!this.pin) return;
    const at = project(this.pin.lat, this.pin.lng);
    replace(this.pinLayer, pinShape(at.x, at.y, 34 * this.unit));
  }

  /** Until someone moves it, the map shows the whole country. */
  #fitOnce(aspect) {
    if (this.view.width === COUNTRY.width) this.view.width = Math.max(COUNTRY.width + 1, COUNTRY.height * aspect);
  }

  #listen() {
    const { svg } = this;
    svg.addEventListener('pointerdown', (event) => this.#down(event));
    svg.addEventListener('pointermove', (event) => this.#drag(event));
    svg.addEventListener('pointerup', (event) => this.#up(event));
    svg.addEventListener('pointercancel', (event) => this.pointers.delete(event.pointerId));
    svg.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(Math.exp(clamp(event.deltaY, -120, 120) / 300), this.#at(event));
    }, { passive: false });
    svg.addEventListener('keydown', (event) => this.#key(event));
  }

  #at({ clientX, clientY }) {
    const point = new DOMPoint(clientX, clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return { x: point.x, y: point.y };
  }

  #down(event) {
    this.svg.setPointerCapture(event.pointerId);
    this.travel = this.pointers.size ? Infinity : 0;
    this.pointers.set(event.pointerId, event);
  }

  #drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const dx = event.clientX - before.clientX;
    const dy = event.clientY - before.clientY;
    this.travel += Math.hypot(dx, dy);
    const other = [...this.pointers.values()].find((pointer) => pointer.pointerId !== event.pointerId);
    if (other) {
      const spread = (pointer) => Math.hypot(pointer.clientX - other.clientX, pointer.clientY - other.clientY) || 1;
      this.zoom(spread(before) / spread(event), this.#at(other));
    } else if (this.travel > TAP_PX) {
      this.#move(this.view.x - dx * this.unit, this.view.y - dy * this.unit);
    }
    this.pointers.set(event.pointerId, event);
  }

  #up(event) {
    const single = this.pointers.size === 1;
    if (!this.pointers.delete(event.pointerId)) return;
    if (single && this.travel <= TAP_PX) this.#choose(this.#at(event));
  }

  #choose({ x, y }) {
    const { lat, lng } = unproject(x, y);
    this.pick?.(lat, lng);
  }

  #key(event) {
    const step = this.view.width / 12;
    const run = {
      ArrowLeft: () => this.#move(this.view.x - step, this.view.y),
      ArrowRight: () => this.#move(this.view.x + step, this.view.y),
      ArrowUp: () => this.#move(this.view.x, this.view.y - step),
      ArrowDown: () => this.#move(this.view.x, this.view.y + step),
      '+': () => this.zoom(0.6),
      '=': () => this.zoom(0.6),
      '-': () => this.zoom(1.6),
      Enter: () => this.#choose(this.view),
      ' ': () => this.#choose(this.view),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
