// Template messages: buttons, confirm, carousel, image carousel.

import { h, css } from './dom.js';
import { t } from './i18n.js';
import { actionButton, actionLabel, tappable } from './action.js';
import { carousel } from './carousel.js';
import { color } from './flex-style.js';
import { picture } from './media.js';

const DRAW = {
  buttons: (template, ctx) => card(template, ctx),
  confirm: (template, ctx) => h('div', { class: 'template confirm' },
    h('p', { class: 'template-text' }, String(template.text ?? '')),
    h('div', { class: 'confirm-actions' }, actions(template, ctx))),
  carousel: (template, ctx, label) => carousel((template.columns ?? []).map((column) => card({ ...template, ...column }, ctx)), label),
  image_carousel: (template, ctx, label) => carousel((template.columns ?? []).map((column) => imageColumn(column, ctx)), label),
};

export function drawTemplate(message, ctx) {
  const draw = DRAW[message.template?.type];
  const label = String(message.altText ?? t('carousel.label'));
  return draw ? draw(message.template, ctx, label) : h('p', { class: 'bubble text' }, label);
}

function card(template, ctx) {
  const body = h('div', { class: 'template-body' },
    template.title && h('h3', null, String(template.title)),
    h('p', { class: 'template-text' }, String(template.text ?? '')));
  return h('div', { class: 'template' },
    template.thumbnailImageUrl && thumbnail(template, ctx),
    tappable(body, template.defaultAction, ctx),
    h('div', { class: 'template-actions' }, actions(template, ctx)));
}

function thumbnail(template, ctx) {
  const frame = css(h('div', { class: 'template-image' }, picture(template.thumbnailImageUrl, actionLabel(template.defaultAction))), {
    'aspect-ratio': template.imageAspectRatio === 'square' ? '1 / 1' : '1.51 / 1',
    'background-color': color(template.imageBackgroundColor),
    '--fit': template.imageSize === 'contain' ? 'contain' : 'cover',
  });
  return tappable(frame, template.defaultAction, ctx);
}

function actions(template, ctx) {
  return (template.actions ?? []).map((action) => actionButton(action, ctx, 'template-action'));
}

function imageColumn(column, ctx) {
  return actionButton(column.action, ctx, 'image-column', picture(column.imageUrl, actionLabel(column.action)),
    column.action?.label && h('span', { class: 'image-column-label' }, String(column.action.label)));
}
