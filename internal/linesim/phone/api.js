// The control API of the simulator and its stream of events. Everything the
// page knows comes through here; nothing here knows about elements.

const STREAM = ['chat', 'loading', 'log', 'menu', 'people', 'clock', 'quota', 'faults', 'webhook'];

/** An answer other than 2xx; message is what the server said. */
export class SimError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Sim mirrors the server's state and announces changes as DOM events:
 * 'state' (people, clock, quota, faults, webhook or bot changed),
 * 'chat' {person, entry}, 'loading' {person, seconds}, 'log' Log, 'menu' {person},
 * 'connection' {up}, and 'resync' after a gap, when everyone should ask for what
 * came after the last sequence number they saw.
 */
export class Sim extends EventTarget {
  constructor(base = '/sim') {
    super();
    this.base = base;
    this.state = { bot: {}, people: [], quota: {}, faults: [], webhook: {}, clockOffsetMs: 0 };
    this.up = true;
  }

  async start() {
    await this.refresh();
    this.#connect();
  }

  async refresh() {
    const { people, ...rest } = await this.call('GET', '/state');
    Object.assign(this.state, rest);
    this.state.faults ??= [];
    this.#replacePeople(people ?? []);
    this.#emit('state', this.state);
  }

  person(id) {
    return this.state.people.find((person) => person.id === id);
  }

  /** The simulator's clock, in milliseconds since the epoch. */
  now() {
    return Date.now() + (this.state.clockOffsetMs ?? 0);
  }

  async call(method, path, body) {
    const init = { method, headers: { Accept: 'application/json' } };
    if (body instanceof FormData) {
      init.body = body;
    } else if (body !== undefined) {
      init.headers['Content-Type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    const response = await fetch(this.base + path, init);
    const text = await response.text();
    if (!response.ok) throw new SimError(response.status, reason(text, response));
    return text ? JSON.parse(text) : null;
  }

  addPerson(name, language) { return this.call('POST', '/people', { name, language }); }
  removePerson(id) { return this.call('DELETE', `/people/${id}`); }
  follow(id) { return this.call('POST', `/people/${id}/follow`, {}); }
  unfollow(id) { return this.call('POST', `/people/${id}/unfollow`, {}); }
  read(id) { return this.call('POST', `/people/${id}/read`, {}); }
  unsend(id, messageId) { return this.call('POST', `/people/${id}/unsend`, { messageId }); }
  send(id, message) { return this.call('POST', `/people/${id}/send`, message); }
  postback(id, postback) { return this.call('POST', `/people/${id}/postback`, postback); }
  richMenu(id) { return this.call('GET', `/people/${id}/richmenu`); }
  contentUrl(messageId) { return `${this.base}/content/${encodeURIComponent(messageId)}`; }

  image(id, file) {
    const form = new FormData();
    form.append('file', file);
    return this.call('POST', `/people/${id}/image`, form);
  }

  async chat(id, after = 0) {
    return (await this.call('GET', `/people/${id}/chat?after=${after}`))?.entries ?? [];
  }

  /** The newest `limit` exchanges after a sequence number (0: all of them). */
  async log(after = 0, limit = 0) {
    return (await this.call('GET', `/log?after=${after}&limit=${limit}`))?.entries ?? [];
  }

  #connect() {
    let gap = false;
    const source = new EventSource(`${this.base}/events`);
    source.addEventListener('open', () => {
      this.#setUp(true);
      if (gap) this.#catchUp();
      gap = false;
    });
    source.addEventListener('error', () => {
      gap = true;
      this.#setUp(false);
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.#reconnect(), 1500);
    });
    for (const type of STREAM) {
      source.addEventListener(type, (event) => this.#receive(type, JSON.parse(event.data)));
    }
    window.addEventListener('pagehide', () => source.close(), { once: true });
  }

  #reconnect() {
    this.#connect();
    this.#catchUp();
  }

  async #catchUp() {
    try {
      await this.refresh();
      this.#emit('resync', null);
    } catch { /* the next 'open' tries again */ }
  }

  #setUp(up) {
    if (this.up === up) return;
    this.up = up;
    this.#emit('connection', { up });
  }

  #receive(type, data) {
    switch (type) {
      case 'people':
        this.#replacePeople(data.people ?? data);
        break;
      case 'chat':
        this.#emit('chat', data);
        if (!this.#countMessage(data)) return;
        break;
      case 'clock':
        Object.assign(this.state, data);
        break;
      case 'quota':
      case 'webhook':
        this.state[type] = data[type] ?? data;
        break;
      case 'faults':
        this.state.faults = data.faults ?? data;
        break;
      default:
        this.#emit(type, data);
        return;
    }
    this.#emit('state', this.state);
  }

  /** What the page itself knows of a person outlives a new list. */
  #replacePeople(people) {
    const known = new Map(this.state.people.map((person) => [person.id, person]));
    this.state.people = people.map((person) => ({ ...known.get(person.id), ...person }));
  }

  /** A new message changes the list of people, which the server does not resend for it. */
  #countMessage({ person: id, entry }) {
    const person = this.person(id);
    if (!person || entry.seq <= (person.lastSeq ?? this.state.seq ?? 0)) return false;
    person.lastSeq = entry.seq;
    person.lastAt = entry.at;
    if (entry.from === 'bot') person.unread = (person.unread ?? 0) + 1;
    const text = entry.message?.text ?? entry.message?.altText ?? entry.message?.title;
    if (entry.kind === 'message' && text) person.lastText = text;
    return true;
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function reason(text, response) {
  try {
    return JSON.parse(text).error ?? text;
  } catch {
    return text || `${response.status} ${response.statusText}`;
  }
}
