// Text messages: links and phone numbers become links, a few emoji alone are
// drawn large, LINE emoji and textV2 substitutions are put in their places.

import { h } from './dom.js';
import { hash } from './avatar.js';

const LINK = /https?:\/\/[^\s<>"']+|(?<![\d.\-/])(?:\+66[\s-]?|0)\d(?:[\s-]?\d){7,8}(?![\d])|[\w.+-]+@[\w-]+\.[\w.-]*\w/gi;
const EMOJI_ONLY = /^(?:[\p{Extended_Pictographic}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}]|\s)+$/u;
const HAS_EMOJI = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]/u;
const MAX_BIG_EMOJI = 3;

export function drawText(message, ctx) {
  const text = String(message.text ?? '');
  const parts = pieces(message, text, ctx);
  if (parts.length === 1 && typeof parts[0] === 'string' && isBigEmoji(text)) return h('p', { class: 'big-emoji' }, text);
  return h('p', { class: 'bubble text' }, parts.map((part) => (typeof part === 'string' ? linkify(part) : part)));
}

/** What "copy" copies: the words of a message, or nothing. */
export function plainText(message) {
  if (message?.type === 'text' || message?.type === 'textV2') return String(message.text ?? '');
  return message?.altText ? String(message.altText) : '';
}

/** Splits text into strings and link elements; never parses markup. */
export function linkify(text) {
  const out = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const found = trimTail(match[0]);
    const href = hrefFor(found);
    if (!href) continue;
    out.push(text.slice(end, match.index), link(href, found));
    end = match.index + found.length;
  }
  out.push(text.slice(end));
  return out;
}

function link(href, text) {
  const outside = href.startsWith('http');
  return h('a', { href, target: outside ? '_blank' : undefined, rel: 'noopener noreferrer' }, text);
}

/** A sentence's closing punctuation does not belong to the address. */
function trimTail(found) {
  let text = found.replace(/[.,;:!?…”’»]+$/u, '');
  while (text.endsWith(')') && !text.includes('(')) text = text.slice(0, -1);
  return text;
}

function hrefFor(text) {
  if (/^https?:/i.test(text)) return URL.canParse(text) ? text : null;
  if (text.includes('@')) return `mailto:${text}`;
  return `tel:${text.replace(/[\s-]/g, '')}`;
}

function isBigEmoji(text) {
  if (!EMOJI_ONLY.test(text) || !HAS_EMOJI.test(text)) return false;
  return [...new Intl.Segmenter().segment(text.replace(/\s/g, ''))].length <= MAX_BIG_EMOJI;
}

function pieces(message, text, ctx) {
  if (message.type === 'textV2') return substituted(text, message.substitution ?? {}, ctx);
  if (!Array.isArray(message.emojis) || message.emojis.length === 0) return [text];
  return withEmojis(text, message.emojis);
}

/** Each LINE emoji stands for the one "$" at its index (UTF-16 units). */
function withEmojis(text, emojis) {
  const out = [];
  let end = 0;
  for (const emoji of [...emojis].sort((a, b) => a.index - b.index)) {
    if (!(emoji.index >= end && emoji.index < text.length)) continue;
    out.push(text.slice(end, emoji.index), lineEmoji(emoji));
    end = emoji.index + 1;
  }
  out.push(text.slice(end));
  return out.filter((part) => part !== '');
}

/** textV2: "{key}" is replaced, "{{" and "}}" are braces. */
function substituted(text, substitution, ctx) {
  const out = [];
  let plain = '';
  for (const [token, key] of text.matchAll(/\{\{|\}\}|\{(\w+)\}|[^{}]+|[{}]/g)) {
    const value = key && Object.hasOwn(substitution, key) ? substitution[key] : null;
    if (!value) {
      plain += token === '{{' ? '{' : token === '}}' ? '}' : token;
      continue;
    }
    out.push(plain, value.type === 'emoji' ? lineEmoji(value) : mention(value, ctx));
    plain = '';
  }
  out.push(plain);
  return out.filter((part) => part !== '');
}

function mention({ mentionee }, ctx) {
  const name = mentionee?.type === 'all' ? 'All' : ctx.sim.person(mentionee?.userId)?.name ?? String(mentionee?.userId ?? '').slice(0, 6);
  return h('span', { class: 'mention' }, `@${name}`);
}

function lineEmoji(emoji) {
  const id = `${emoji.productId}/${emoji.emojiId}`;
  return h('span', { class: 'line-emoji', role: 'img', 'aria-label': `LINE emoji ${id}`, title: id, style: { '--hue': hash(id) % 360 } }, '☻');
}
