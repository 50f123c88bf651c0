// Pretty-printed JSON with quiet colours and a copy button.

import { h } from './dom.js';
import { icon } from './icons.js';
import { t } from './i18n.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

export function jsonView(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const copy = h('button', { type: 'button', class: 'button small copy-json' }, icon('copy', 16), h('span', null, t('copy')));
  copy.addEventListener('click', async () => {
    const label = copy.lastChild;
    try {
      await navigator.clipboard.writeText(text);
      label.textContent = t('copied');
    } catch {
      label.textContent = t('copy.failed');
    }
  });
  return h('div', { class: 'json' }, copy, h('pre', { tabindex: 0 }, typeof value === 'string' ? value : coloured(text)));
}

function coloured(text) {
  const out = h('code');
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    out.append(text.slice(end, match.index));
    out.append(h('span', { class: kindOf(match) }, match[1] ?? match[0]));
    if (match[2]) out.append(match[2]);
    end = match.index + match[0].length;
  }
  out.append(text.slice(end));
  return out;
}

function kindOf(match) {
  if (match[2]) return 'json-key';
  if (match[1]) return 'json-string';
  return 'json-value';
}
