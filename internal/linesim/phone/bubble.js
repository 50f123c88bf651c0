// One entry of a chat: who said it, when, and the message drawn by its type.

import { h } from './dom.js';
import { t, clockTime } from './i18n.js';
import { iconButton } from './button.js';
import { openMenu, openSheet } from './sheet.js';
import { avatar } from './avatar.js';
import { drawText, plainText } from './text.js';
import { drawSticker } from './sticker.js';
import { drawImage, drawVideo, drawAudio, drawFile } from './media.js';
import { drawLocation } from './location.js';
import { drawTemplate } from './template.js';
import { drawImagemap } from './imagemap.js';
import { drawFlex } from './flex.js';
import { jsonView } from './json.js';

const DRAW = {
  text: drawText,
  textV2: drawText,
  sticker: drawSticker,
  image: drawImage,
  video: drawVideo,
  audio: drawAudio,
  file: drawFile,
  location: drawLocation,
  template: drawTemplate,
  imagemap: drawImagemap,
  flex: drawFlex,
};

const WIDE = new Set(['flex', 'template', 'imagemap']);

/** The row for an entry, or null when people do not see it. */
export function drawEntry(entry, ctx, grouped) {
  if (entry.unsent) return pill(t(entry.from === 'bot' ? 'chat.unsentBot' : 'chat.unsent'), entry);
  if (entry.kind === 'follow') return pill(t('chat.followed'), entry);
  if (entry.kind === 'unfollow') return pill(t('chat.unfollowed'), entry);
  if (!entry.message?.type) return null;
  if (entry.kind === 'note' || entry.from === 'system') return pill(entry.message.text ?? '', entry);
  return bubbleRow(entry, ctx, grouped);
}

function pill(text, entry) {
  return h('div', { class: 'pill', data: { testid: 'entry', seq: entry.seq, from: entry.from, kind: entry.kind } }, h('span', null, text));
}

function bubbleRow(entry, ctx, grouped) {
  const { message } = entry;
  const mine = entry.from === 'person';
  const draw = DRAW[message.type] ?? drawUnknown;
  const names = ['entry', mine ? 'mine' : 'theirs', `type-${message.type}`];
  if (WIDE.has(message.type)) names.push('wide');
  if (grouped) names.push('grouped');
  const who = mine ? null : entry.sender ?? ctx.sim.state.bot;
  const name = who?.name ?? who?.displayName ?? '';
  return h('div', { class: names.join(' '), data: { testid: 'entry', seq: entry.seq, from: entry.from, kind: entry.kind, type: message.type } },
    !mine && h('div', { class: 'entry-avatar' }, grouped ? null : avatar(senderAccount(who, ctx), 36)),
    h('div', { class: 'entry-main' },
      !mine && !grouped && h('span', { class: 'entry-name' }, name),
      h('div', { class: 'entry-line' },
        h('div', { class: 'entry-body', lang: mine ? undefined : ctx.chat.person.language }, safely(() => draw(message, ctx), message)),
        h('div', { class: 'entry-meta' },
          mine && h('span', { class: 'read' }, entry.read === false ? '' : t('chat.read')),
          h('time', { datetime: entry.at }, clockTime(entry.at)),
          iconButton('more', t('message.options'), () => options(entry, ctx), { class: 'icon-button entry-options' })))));
}

function senderAccount(who, ctx) {
  if (!ctx.entry.sender) return who;
  return { ...ctx.sim.state.bot, displayName: who.name ?? ctx.sim.state.bot.displayName, pictureUrl: who.iconUrl ?? ctx.sim.state.bot.pictureUrl };
}

/** A message that breaks its renderer must not take the chat down with it. */
function safely(draw, message) {
  try {
    return draw();
  } catch (error) {
    console.error('drawing a message', error);
    return drawUnknown(message);
  }
}

function drawUnknown(message) {
  return h('div', { class: 'bubble unknown' }, h('p', null, t('message.unknown', { type: String(message.type) })),
    message.altText && h('p', null, String(message.altText)));
}

function options(entry, ctx) {
  const mine = entry.from === 'person';
  const text = plainText(entry.message);
  openMenu(ctx.phone, t('message.options'), [
    text && { icon: 'copy', label: t('copy'), run: () => copyText(text, ctx.phone) },
    mine && entry.id && { icon: 'redo', label: t('message.unsend'), testid: 'unsend', run: () => ctx.phone.attempt(() => ctx.sim.unsend(ctx.personId, entry.id)) },
    { icon: 'code', label: t('message.json'), run: () => openSheet(ctx.phone, { title: t('message.json'), kind: 'tall', build: () => jsonView(entry.message) }) },
  ].filter(Boolean));
}

/** Copies text and says so; some browsers allow it on secure pages only. */
export async function copyText(text, phone) {
  try {
    await navigator.clipboard.writeText(text);
    phone.say(t('copied'));
  } catch {
    phone.say(t('copy.failed'));
  }
}
