// Choosing a location to send: tap the map, type a province, or type lat,lng.

import { h, replace, uniqueId } from './dom.js';
import { t, language } from './i18n.js';
import { openSheet } from './sheet.js';
import { provinces, provinceAt, parseCoordinates, searchProvinces } from './geo.js';
import { ThaiMap } from './map.js';

const CLOSE_WIDTH = 260;

/** Opens the picker; the promise holds {title, address, latitude, longitude} or undefined. */
export async function pickLocation(phone) {
  const list = await phone.attempt(() => provinces());
  if (!list) return undefined;
  return openSheet(phone, {
    title: t('map.pick'),
    kind: 'tall map-sheet',
    build: (close) => new Picker(list, close).parts,
  });
}

class Picker {
  constructor(list, close) {
    this.list = list;
    this.map = new ThaiMap(list, { pick: (lat, lng) => this.choose(lat, lng), label: t('map.help') });
    const id = uniqueId('found');
    this.found = h('ul', { class: 'map-found', id, hidden: true });
    this.search = h('input', {
      type: 'search', placeholder: t('map.search'), 'aria-label': t('map.search'), 'aria-controls': id, autocomplete: 'off',
      data: { testid: 'location-search', first: '' },
      on: { input: () => this.#suggest(), keydown: (event) => event.key === 'Enter' && this.#first(event) },
    });
    this.name = h('strong', null, t('map.none'));
    this.point = h('span', { class: 'quiet' });
    this.send = h('button', { type: 'button', class: 'button primary', disabled: true, data: { testid: 'location-send' }, on: { click: () => close(this.#value()) } }, t('map.send'));
    this.parts = [h('div', { class: 'map-search' }, this.search, this.found), this.map.el,
      h('div', { class: 'map-foot row' }, h('p', { role: 'status' }, this.name, this.point), this.send)];
  }

  choose(lat, lng, width) {
    this.chosen = { lat, lng, province: provinceAt(this.list, lat, lng) };
    this.map.setPin(lat, lng, width);
    this.map.highlight(this.chosen.province?.code);
    this.name.textContent = this.chosen.province?.[language()] ?? t('map.abroad');
    this.point.textContent = `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
    this.send.disabled = false;
  }

  #value() {
    const { lat, lng, province } = this.chosen;
    const address = province ? t('map.address', { province: province[language()] ?? province.en }) : `${lat}, ${lng}`;
    return { title: province ? province[language()] ?? province.en : t('map.place'), address, latitude: lat, longitude: lng };
  }

  #suggest() {
    const point = parseCoordinates(this.search.value);
    if (point) this.choose(point.lat, point.lng, CLOSE_WIDTH);
    this.matches = point ? [] : searchProvinces(this.list, this.search.value);
    this.found.hidden = this.matches.length === 0;
    replace(this.found, this.matches.map((province) => h('li', null,
      h('button', { type: 'button', data: { testid: 'location-found' }, on: { click: () => this.#take(province) } },
        h('span', { lang: 'th' }, province.th), h('span', { class: 'quiet', lang: 'en' }, province.en)))));
  }

  #first(event) {
    event.preventDefault();
    if (this.matches?.length) this.#take(this.matches[0]);
  }

  #take(province) {
    this.search.value = province[language()] ?? province.en;
    this.found.hidden = true;
    this.choose(province.lat, province.lng, CLOSE_WIDTH);
    this.send.focus();
  }
}
