// What happens when an action of a button, area or quick reply is tapped: the
// same rules as in LINE's own app, as far as a browser can follow them.

import { h } from './dom.js';
import { t } from './i18n.js';
import { copyText } from './bubble.js';
import { pickDate } from './datepicker.js';
import { pickLocation } from './locationpicker.js';

const RUN = {
  message: (action, ctx) => ctx.sim.send(ctx.personId, { type: 'text', text: String(action.text ?? action.label ?? '') }),
  postback,
  uri: openUri,
  datetimepicker: dateTime,
  camera: (_, ctx) => ctx.chat.composer.takePicture(true),
  cameraRoll: (_, ctx) => ctx.chat.composer.takePicture(false),
  location: (_, ctx) => sendLocation(ctx),
  richmenuswitch: (action, ctx) => ctx.sim.postback(ctx.personId, {
    data: String(action.data ?? ''), params: { newRichMenuAliasId: String(action.richMenuAliasId ?? ''), status: 'SUCCESS' },
  }),
  clipboard: (action, ctx) => copyText(String(action.clipboardText ?? ''), ctx.phone),
};

/** Does what the action says. The promise is true once it was carried out. */
export async function perform(action, ctx) {
  const run = RUN[action?.type];
  if (!run) {
    ctx.phone.say(t('action.unknown', { type: String(action?.type) }));
    return false;
  }
  const result = await ctx.phone.attempt(async () => (await run(action, ctx)) ?? true);
  return result !== undefined && result !== false;
}

/** The accessible name of an action. */
export function actionLabel(action) {
  return String(action?.label || action?.displayText || action?.text || action?.uri || action?.clipboardText || action?.data || action?.type || '');
}

/** A button that performs the action. */
export function actionButton(action, ctx, className, ...kids) {
  return h('button', {
    type: 'button', class: className, data: { testid: 'action', action: action?.type }, on: { click: (event) => tap(event, action, ctx) },
  }, kids.length ? kids : actionLabel(action));
}

/** Makes any element tappable, by pointer and by keyboard. */
export function tappable(el, action, ctx) {
  if (!action?.type) return el;
  el.setAttribute('role', action.type === 'uri' ? 'link' : 'button');
  el.tabIndex = 0;
  el.dataset.testid ??= 'action';
  el.dataset.action = action.type;
  if (!el.textContent.trim() || action.label) el.setAttribute('aria-label', actionLabel(action));
  el.classList.add('tappable');
  el.addEventListener('click', (event) => tap(event, action, ctx));
  el.addEventListener('keydown', (event) => {
    if (event.target !== el || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    tap(event, action, ctx);
  });
  return el;
}

/** Whoever taps by keyboard goes on from the message box: the answer is just before it. */
async function tap(event, action, ctx) {
  event.stopPropagation();
  const byKeyboard = event.detail === 0;
  if (await perform(action, ctx) && byKeyboard) ctx.chat.focus();
}

async function postback(action, ctx) {
  const { chat } = ctx;
  const body = { data: String(action.data ?? '') };
  if (action.displayText) body.displayText = String(action.displayText);
  else if (action.text) body.text = String(action.text);
  await ctx.sim.postback(ctx.personId, body);
  switch (action.inputOption) {
    case 'openKeyboard': chat.composer.open(action.fillInText); break;
    case 'openRichMenu': chat.richMenu.open(); break;
    case 'closeRichMenu': chat.richMenu.shut(); break;
    case 'openVoice': ctx.phone.say(t('action.voice')); break;
    default:
  }
  return true;
}

function openUri(action, ctx) {
  const uri = String(action.uri ?? '');
  if (opensLineScreen(uri, ctx)) return true;
  if (!URL.canParse(uri)) {
    ctx.phone.say(t('action.badUri', { uri }));
    return false;
  }
  const { protocol } = new URL(uri);
  if (protocol === 'http:' || protocol === 'https:') {
    window.open(uri, '_blank', 'noopener,noreferrer');
    return true;
  }
  if (protocol === 'tel:' || protocol === 'mailto:') {
    h('a', { href: uri }).click();
    ctx.phone.say(uri);
    return true;
  }
  ctx.phone.say(t('action.appUri', { uri }));
  return protocol === 'line:';
}

/** LINE's own screens that this phone has too: location, camera, message box. */
function opensLineScreen(uri, ctx) {
  const path = uri.match(/^(?:line:\/\/|https:\/\/line\.me\/R\/)(.*)$/i)?.[1];
  if (path === undefined) return false;
  if (path.startsWith('nv/location')) sendLocation(ctx);
  else if (path.startsWith('nv/camera')) ctx.chat.composer.takePicture(true);
  else if (path.startsWith('oaMessage/')) ctx.chat.composer.open(decodeURIComponent(path.split('?')[1] ?? ''));
  else ctx.phone.say(t('action.appUri', { uri }));
  return true;
}

async function sendLocation(ctx) {
  const place = await pickLocation(ctx.phone);
  if (!place) return false;
  return ctx.sim.send(ctx.personId, { type: 'location', ...place });
}

async function dateTime(action, ctx) {
  const value = await pickDate(ctx.phone, action);
  if (!value) return false;
  return ctx.sim.postback(ctx.personId, { data: String(action.data ?? ''), params: { [action.mode]: value } });
}
