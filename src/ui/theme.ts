/**
 * An organisation chooses two colours freely; this makes them readable. Whatever was
 * chosen, text on a fill and text of the colour keep 4.5:1, and lines 3:1, in
 * light and in dark. None is refused: each is moved just as far as it must be.
 */

/** The grounds of `gatehouse.css`; the colours must hold on each. */
export const grounds = {
  light: ['#ffffff', '#f5f6f8', '#eff1f4'],
  dark: ['#101317', '#15181d', '#181c22', '#1f242b'],
} as const

const TEXT = 4.5
/** On dark, links that were no more than readable would be dimmer than the text around them, as if switched off. */
const LINK = { light: TEXT, dark: 8 }
const LINE = 3
/**
 * A fill need only show: its line carries the 3:1. So a yellow stays yellow on
 * white, while on dark a deep navy is lifted, lest it look like a hole.
 */
const FILL = { light: 1.3, dark: 2 }

type Scheme = keyof typeof grounds

export interface Shades {
  /** A ground for text, close to what was chosen. */
  fill: string
  /** Text upon the fill. */
  ink: string
  /** The end of the scale away from the ink, for hovering. */
  away: string
  /** Lines and shapes on the page. */
  line: string
  /** Text and links on the page. */
  text: string
}

/** What one chosen colour becomes in one scheme. */
export function shades(chosen: string, scheme: Scheme): Shades {
  const fill = until(chosen, scheme, FILL[scheme])
  const onWhite = contrast('#ffffff', fill) >= TEXT
  return {
    fill,
    ink: onWhite ? '#ffffff' : '#000000',
    away: onWhite ? '#000000' : '#ffffff',
    line: until(chosen, scheme, LINE),
    text: until(chosen, scheme, LINK[scheme]),
  }
}

/** The stylesheet that puts an organisation’s two colours over the defaults. */
export function themeCss({ primary, accent }: { primary: string; accent: string }): string {
  const rules = [...properties('brand', primary), ...properties('accent', accent)]
  return `:root {\n${rules.map((rule) => `  ${rule}\n`).join('')}}\n`
}

function properties(name: string, chosen: string): string[] {
  const light = shades(chosen, 'light')
  const dark = shades(chosen, 'dark')
  const both = (shade: keyof Shades) => `light-dark(${light[shade]}, ${dark[shade]})`
  return [
    `--${name}: ${both('fill')};`,
    `--${name}-ink: ${both('ink')};`,
    `--${name}-away: ${both('away')};`,
    `--${name}-line: ${both('line')};`,
    `--${name}-text: ${both('text')};`,
  ]
}

/** The colour, darkened on light grounds or lightened on dark ones until it stands off from all of them. */
function until(chosen: string, scheme: Scheme, ratio: number): string {
  const end = scheme === 'light' ? 0 : 255
  const stands = (colour: string) =>
    grounds[scheme].every((ground) => contrast(colour, ground) >= ratio)
  for (let step = 0; step < 100; step++) {
    const colour = toHex(channels(chosen).map((value) => value + ((end - value) * step) / 100))
    if (stands(colour)) return colour
  }
  return toHex([end, end, end])
}

/** The WCAG contrast between two colours, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Red, green and blue of `#rgb` or `#rrggbb`. Anything else would end up as text in a stylesheet. */
function channels(colour: string): number[] {
  const short = /^#[0-9a-f]{3}$/i.test(colour)
  if (!short && !/^#[0-9a-f]{6}$/i.test(colour)) throw new TypeError('a colour is written #rrggbb')
  const digits = short
    ? [...colour.slice(1)].map((digit) => digit + digit)
    : colour.slice(1).match(/../g)!
  return digits.map((pair) => Number.parseInt(pair, 16))
}

const toHex = (values: number[]) =>
  `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
