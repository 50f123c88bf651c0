// Language of the page itself (not of the bot): which one is on, and how it
// writes dates. The words are in words.js. Times are Bangkok's; Thai years are
// of the Buddhist Era.

import { WORDS } from './words.js';

export const LANGUAGES = ['th', 'en'];
export const PERSON_LANGUAGES = [
  ['th', 'ไทย'], ['en', 'English'], ['my', 'မြန်မာ'], ['lo', 'ລາວ'], ['km', 'ខ្មែរ'], ['vi', 'Tiếng Việt'],
  ['ms', 'Bahasa Melayu'], ['id', 'Bahasa Indonesia'], ['fil', 'Filipino'], ['zh', '中文'], ['ja', '日本語'],
];

const ZONE = 'Asia/Bangkok';
const BUDDHIST_OFFSET = 543;
const DAY_MS = 86_400_000;

let current = 'th';

export function language() {
  return current;
}

export function setLanguage(tag) {
  current = String(tag).toLowerCase().startsWith('th') ? 'th' : 'en';
}

/** The text for a key, with {name} replaced. */
export function t(key, params = {}) {
  const text = WORDS[current][key] ?? WORDS.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(params, name) ? String(params[name]) : whole));
}

/** 14:05, in Bangkok. */
export function clockTime(at, seconds = false) {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined });
}

/** A day as a sortable key, 2026-06-18. */
export function dayKey(at) {
  return new Date(at).toLocaleDateString('sv-SE', { timeZone: ZONE });
}

/** "Today", "Yesterday" or the date. */
export function dayTitle(at, now) {
  const day = dayKey(at);
  if (day === dayKey(now)) return t('day.today');
  if (day === dayKey(now - DAY_MS)) return t('day.yesterday');
  return longDate(day);
}

/** The time when it was today, else the day. */
export function dayOrTime(at, now) {
  return dayKey(at) === dayKey(now) ? clockTime(at) : longDate(dayKey(at), 'short');
}

/** 2026-06-18 → "พฤ. 18 มิ.ย. 2569" or "Thu 18 Jun 2026". */
export function longDate(iso, weekday = 'short') {
  const date = new Date(`${iso}T00:00:00Z`);
  const part = (options) => date.toLocaleDateString(locale(), { timeZone: 'UTC', ...options });
  return `${part({ weekday })} ${date.getUTCDate()} ${part({ month: 'short' })} ${displayYear(date.getUTCFullYear())}`;
}

export function longDateTime(at) {
  return `${longDate(dayKey(at))} · ${clockTime(at, true)}`;
}

export function displayYear(year) {
  return String(current === 'th' ? year + BUDDHIST_OFFSET : year);
}

export function monthNames() {
  return Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1)).toLocaleDateString(locale(), { timeZone: 'UTC', month: 'long' }));
}

/** From Sunday on. */
export function weekdayNames() {
  return Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 1, 1 + day)).toLocaleDateString(locale(), { timeZone: 'UTC', weekday: 'short' }));
}

function locale() {
  return current === 'th' ? 'th-TH-u-ca-gregory' : 'en-GB';
}
