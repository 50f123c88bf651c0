// The inspector: every webhook and API call as it happens, with its JSON, and
// (in controls.js) the levers of the simulator.

import { h, replace, uniqueId } from './dom.js';
import { icon } from './icons.js';
import { t, clockTime } from './i18n.js';
import { iconButton } from './button.js';
import { jsonView } from './json.js';
import { Controls } from './controls.js';

const MAX_ROWS = 500;

export class Inspector {
  constructor(app) {
    this.app = app;
    this.sim = app.sim;
    this.seen = new Set();
    this.filter = '';
    this.only = 'all';
    this.rows = h('ol', { class: 'log' });
    this.empty = h('p', { class: 'quiet log-empty' }, t('log.empty'));
    this.controls = new Controls(app);
    this.message = h('p', { class: 'inspector-say', role: 'status' });
    this.tabs = this.#tabs();
    this.el = h('aside', { class: 'inspector', 'aria-label': t('bar.inspector'), hidden: true },
      h('header', { class: 'inspector-head' }, h('h2', null, t('bar.inspector')), this.message,
        iconButton('close', t('close'), () => app.toggleInspector(false))), ...this.tabs);
    this.listeners = { log: ({ detail }) => this.#add([detail]), resync: () => this.#load(this.loadedTo) };
    for (const [type, fn] of Object.entries(this.listeners)) this.sim.addEventListener(type, fn);
    this.#load(0);
  }

  close() {
    for (const [type, fn] of Object.entries(this.listeners)) this.sim.removeEventListener(type, fn);
    this.controls.close();
  }

  focus() {
    this.el.querySelector('[role="tab"][aria-selected="true"]')?.focus();
  }

  #tabs() {
    const traffic = h('div', { class: 'traffic' }, this.#filters(), this.empty, this.rows);
    const panels = [[t('log.title'), traffic], [t('controls.title'), this.controls.el]].map(([title, content]) => {
      const id = uniqueId('tab');
      const panel = h('div', { class: 'tab-panel', role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': id }, content);
      const tab = h('button', { type: 'button', class: 'tab', role: 'tab', id, 'aria-controls': panel.id, on: { click: () => select(tab) } }, title);
      return { tab, panel };
    });
    const select = (chosen) => panels.forEach(({ tab, panel }) => {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      panel.hidden = tab !== chosen;
    });
    select(panels[0].tab);
    const list = h('div', { class: 'tabs', role: 'tablist' }, panels.map(({ tab }) => tab));
    list.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
      const other = panels.find(({ tab }) => tab.getAttribute('aria-selected') !== 'true').tab;
      select(other);
      other.focus();
    });
    return [list, ...panels.map(({ panel }) => panel)];
  }

  #filters() {
    const search = h('input', { type: 'search', placeholder: t('log.filter'), 'aria-label': t('log.filter'), autocomplete: 'off' });
    search.addEventListener('input', () => {
      this.filter = search.value.trim().toLowerCase();
      this.#applyFilter();
    });
    const kinds = h('select', { 'aria-label': t('log.show') },
      ['all', 'webhook', 'api', 'problems'].map((kind) => h('option', { value: kind }, t(`log.${kind}`))));
    kinds.addEventListener('change', () => {
      this.only = kinds.value;
      this.#applyFilter();
    });
    return h('div', { class: 'log-filters' }, search, kinds, iconButton('trash', t('log.clear'), () => this.#clear()));
  }

  async #load(after = 0) {
    try {
      this.#add(await this.sim.log(after, MAX_ROWS));
    } catch (error) {
      this.say(error.message);
    }
  }

  say(text) {
    this.message.textContent = text;
  }

  #add(entries) {
    for (const entry of entries) {
      if (this.seen.has(entry.seq)) continue;
      this.seen.add(entry.seq);
      this.loadedTo = Math.max(this.loadedTo ?? 0, entry.seq);
      const row = this.#row(entry);
      row.hidden = !this.#matches(row);
      this.rows.insertBefore(row, [...this.rows.children].find((other) => Number(other.dataset.seq) < entry.seq) ?? null);
    }
    while (this.rows.childElementCount > MAX_ROWS) {
      this.seen.delete(Number(this.rows.lastChild.dataset.seq));
      this.rows.lastChild.remove();
    }
    this.empty.hidden = this.rows.childElementCount > 0;
  }

  #clear() {
    replace(this.rows);
    this.empty.hidden = false;
  }

  #row(entry) {
    const findings = entry.findings ?? [];
    const bad = findings.length > 0 || entry.status === 0 || entry.status >= 400;
    const summary = h('summary', null,
      h('span', { class: `dir ${entry.dir}`, title: t(`log.${entry.dir}`) }, entry.dir === 'webhook' ? '→ bot' : '← API'),
      h('span', { class: 'log-path' }, h('b', null, entry.method), ` ${entry.path || '/'}`),
      h('span', { class: `status ${statusClass(entry.status)}` }, entry.status || '—'),
      h('span', { class: 'log-time' }, `${duration(entry.ms)} · ${clockTime(entry.at, true)}`),
      entry.note && h('span', { class: 'log-note' }, entry.note),
      findings.map((finding) => h('span', { class: 'finding' }, finding)));
    const body = h('div', { class: 'log-body' });
    const details = h('details', null, summary, body);
    details.addEventListener('toggle', () => details.open && !body.hasChildNodes() && this.#openBody(entry, body));
    const words = [entry.dir, entry.method, entry.path, entry.status, entry.note, entry.person, entry.requestId, ...findings].join(' ').toLowerCase();
    return h('li', { class: bad ? 'log-row bad' : 'log-row', data: { seq: entry.seq, dir: entry.dir, bad: bad ? '1' : undefined, words } }, details);
  }

  async #openBody(entry, body) {
    try {
      const shown = (await this.sim.log(entry.seq - 1)).find((full) => full.seq === entry.seq) ?? entry;
      const who = shown.person && (this.sim.person(shown.person)?.name ?? shown.person);
      replace(body,
        h('p', { class: 'quiet' }, [who, shown.requestId && `x-line-request-id: ${shown.requestId}`, shown.retryKey && `retry key: ${shown.retryKey}`].filter(Boolean).join(' · ')),
        this.#redeliver(shown),
        shown.request !== null && shown.request !== undefined && [h('h3', null, t('log.request')), jsonView(shown.request)],
        shown.response !== null && shown.response !== undefined && shown.response !== '' && [h('h3', null, t('log.response')), jsonView(shown.response)]);
    } catch (error) {
      replace(body, h('p', { class: 'finding' }, error.message));
    }
  }

  #redeliver(entry) {
    if (entry.dir !== 'webhook') return null;
    return (entry.request?.events ?? []).filter((event) => event.webhookEventId).map((event) => {
      const button = h('button', { type: 'button', class: 'button small' }, icon('redo', 16), h('span', null, t('log.redeliver', { type: event.type })));
      button.addEventListener('click', async () => {
        try {
          await this.sim.call('POST', '/redeliver', { webhookEventId: event.webhookEventId });
          this.say(t('log.redelivered'));
        } catch (error) {
          this.say(error.message);
        }
      });
      return button;
    });
  }

  #applyFilter() {
    for (const row of this.rows.children) row.hidden = !this.#matches(row);
  }

  #matches(row) {
    if (this.only === 'problems' && !row.dataset.bad) return false;
    if ((this.only === 'webhook' || this.only === 'api') && row.dataset.dir !== this.only) return false;
    return row.dataset.words.includes(this.filter);
  }
}

function duration(ms = 0) {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

function statusClass(status) {
  if (!status || status >= 500) return 'bad';
  if (status >= 400) return 'warn';
  return 'good';
}
