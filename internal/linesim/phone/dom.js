// Builds elements without ever parsing markup: a string child becomes a text
// node and a style goes through CSSOM, so data cannot turn into HTML and the
// page works under a Content-Security-Policy without inline style or script.

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element: h('p', {class: 'x', on: {click}}, 'text', child). */
export function h(tag, props, ...kids) {
  return fill(document.createElement(tag), props, kids);
}

/** The same for SVG. */
export function s(tag, props, ...kids) {
  return fill(document.createElementNS(SVG, tag), props, kids);
}

/** Replaces the children of el, skipping null and false. */
export function replace(el, ...kids) {
  el.replaceChildren(...usable(kids));
  return el;
}

/** A key that lasts as long as the page: ties labels to their fields. */
export function uniqueId(prefix) {
  return `${prefix}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
}

function fill(el, props, kids) {
  for (const [key, value] of Object.entries(props ?? {})) set(el, key, value);
  el.append(...usable(kids));
  return el;
}

function usable(kids) {
  return kids.flat(2).filter((kid) => kid !== null && kid !== undefined && kid !== false);
}

function set(el, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key === 'on') {
    for (const [type, fn] of Object.entries(value)) el.addEventListener(type, fn);
  } else if (key === 'data') {
    for (const [name, v] of Object.entries(value)) if (v !== undefined && v !== null) el.dataset[name] = v;
  } else if (key === 'style') {
    css(el, value);
  } else if (key === 'value' || key === 'checked' || key === 'selected') {
    el[key] = value;
  } else {
    el.setAttribute(key, value === true ? '' : value);
  }
}

/** Sets CSS properties (names with dashes), leaving out undefined ones. */
export function css(el, styles) {
  for (const [name, value] of Object.entries(styles)) {
    if (value !== undefined && value !== null && value !== '') el.style.setProperty(name, String(value));
  }
  return el;
}
