// Flex Message values → CSS values. Only values that LINE documents pass: an
// unknown keyword or a colour in another notation is ignored, as LINE does.
// Source: developers.line.biz, Messaging API reference, Flex Message.

export const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
export const RADIUS = SPACE;
export const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };
export const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, '3xl': 35, '4xl': 48, '5xl': 74 };
export const IMAGE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, '3xl': 180, '4xl': 200, '5xl': 220, full: '100%' };
export const BUBBLE = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };

const JUSTIFY = new Set(['flex-start', 'center', 'flex-end', 'space-between', 'space-around', 'space-evenly']);
const ALIGN_ITEMS = new Set(['flex-start', 'center', 'flex-end']);

/** A length: a keyword of the scale, pixels or per cent. */
export function length(value, scale = SPACE) {
  if (value === undefined || value === null) return undefined;
  const keyword = Object.hasOwn(scale, value) ? scale[value] : undefined;
  if (keyword !== undefined) return typeof keyword === 'number' ? `${keyword}px` : keyword;
  return /^-?\d+(?:\.\d+)?(?:px|%)$/.test(value) ? value : undefined;
}

/** #RRGGBB or #RRGGBBAA. */
export function color(value) {
  return /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value ?? '') ? value : undefined;
}

export function gradient(background) {
  if (background?.type !== 'linearGradient') return undefined;
  const start = color(background.startColor);
  const end = color(background.endColor);
  if (!start || !end || !/^-?\d+(?:\.\d+)?deg$/.test(background.angle ?? '')) return undefined;
  const centre = color(background.centerColor);
  const at = /^\d+(?:\.\d+)?%$/.test(background.centerPosition ?? '') ? background.centerPosition : '50%';
  return `linear-gradient(${background.angle}, ${start}, ${centre ? `${centre} ${at}, ` : ''}${end})`;
}

/** "20:13" → "20 / 13"; undefined when it is not a ratio. */
export function ratio(value) {
  const match = /^(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(value ?? '');
  return match && Number(match[2]) > 0 ? `${match[1]} / ${match[2]}` : undefined;
}

/** A text or icon size; scaled with the reader's text size when asked to. */
export function textSize(value, scaling) {
  const px = length(value ?? 'md', TEXT) ?? '16px';
  return scaling ? `calc(${px} * var(--text-scale, 1))` : px;
}

/** Padding, border, corners, background and size of a box. */
export function boxStyle(box) {
  const padding = length(box.paddingAll);
  return {
    'padding-top': length(box.paddingTop) ?? padding,
    'padding-bottom': length(box.paddingBottom) ?? padding,
    'padding-inline-start': length(box.paddingStart) ?? padding,
    'padding-inline-end': length(box.paddingEnd) ?? padding,
    'background-color': color(box.backgroundColor),
    'background-image': gradient(box.background),
    'border-radius': length(box.cornerRadius, RADIUS),
    'border-width': length(box.borderWidth, BORDER),
    'border-color': color(box.borderColor),
    'border-style': box.borderWidth ? 'solid' : undefined,
    width: length(box.width),
    height: length(box.height),
    'max-width': length(box.maxWidth),
    'max-height': length(box.maxHeight),
    'justify-content': JUSTIFY.has(box.justifyContent) ? box.justifyContent : undefined,
    'align-items': ALIGN_ITEMS.has(box.alignItems) && box.layout !== 'baseline' ? box.alignItems : undefined,
  };
}

/** position and its offsets. */
export function positionStyle(part) {
  return {
    position: part.position === 'absolute' ? 'absolute' : undefined,
    top: length(part.offsetTop),
    bottom: length(part.offsetBottom),
    'inset-inline-start': length(part.offsetStart),
    'inset-inline-end': length(part.offsetEnd),
  };
}

/**
 * The flex property of a child: in a row its share of the width (default 1, an
 * icon or separator takes what it needs), in a column its share of the height
 * that is left over (default 0, a filler 1).
 */
export function flexStyle(part, layout) {
  const column = layout === 'vertical';
  const share = typeof part.flex === 'number' ? part.flex : defaultFlex(part, column);
  if (share <= 0) return { flex: 'none', 'max-width': length(part.maxWidth) ?? '100%' };
  return { flex: column ? `${share} 0 auto` : `${share} 1 0px`, 'min-width': 0 };
}

function defaultFlex(part, column) {
  if (part.type === 'filler') return 1;
  if (part.type === 'separator' || part.type === 'icon' || part.type === 'spacer') return 0;
  if (column) return 0;
  return part.type === 'box' && part.width ? 0 : 1;
}

/** The gap before a child: its own margin, else the spacing of its box. */
export function marginStyle(part, layout, spacing, first) {
  if (first || part.position === 'absolute') return {};
  const gap = length(part.margin) ?? length(spacing);
  return { [layout === 'vertical' ? 'margin-top' : 'margin-inline-start']: gap };
}
