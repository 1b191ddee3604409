import { readFileSync } from 'node:fs'
import { assert, constantFrom, nat, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contrast, grounds, shades, themeCss } from './theme.ts'

const colour = tuple(nat(255), nat(255), nat(255)).map(
  (parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`,
)
const scheme = constantFrom('light' as const, 'dark' as const)

/** What `color-mix` with 12 % of the far end comes to at most, channel by channel. */
const hovered = (fill: string, away: string) =>
  `#${[1, 3, 5]
    .map((at) => {
      const [from, to] = [fill, away].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16))
      return Math.round(from! * 0.88 + to! * 0.12)
        .toString(16)
        .padStart(2, '0')
    })
    .join('')}`

describe('contrast', () => {
  it('is 21 between black and white, 1 between a colour and itself, either way round', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21)
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21)
    expect(contrast('#2347b8', '#2347b8')).toBe(1)
  })

  it('agrees with a published value', () => {
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })

  it('takes nothing but a hex colour, since it is written into a stylesheet', () => {
    for (const wrong of ['red', '#12', '#12345g', '#fff;}body{', '']) {
      expect(() => themeCss({ primary: wrong, accent: '#fff' })).toThrow(TypeError)
    }
  })
})

describe('a chosen colour', () => {
  it('carries text at 4.5:1, also while the pointer is on it', () => {
    assert(
      property(colour, scheme, (chosen, of) => {
        const { fill, ink, away } = shades(chosen, of)
        expect(contrast(ink, fill)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(ink, hovered(fill, away))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  it('is readable as text, and seen as a line, on every ground', () => {
    assert(
      property(colour, scheme, (chosen, of) => {
        const { text, line } = shades(chosen, of)
        for (const ground of grounds[of]) {
          expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(line, ground)).toBeGreaterThanOrEqual(3)
        }
      }),
    )
  })

  it('stays as it is where it already reads', () => {
    expect(shades('#2347b8', 'light')).toMatchObject({
      fill: '#2347b8',
      line: '#2347b8',
      text: '#2347b8',
      ink: '#ffffff',
    })
  })

  it('keeps a yellow button yellow, with black words on it and a darker line about it', () => {
    const { fill, ink, line } = shades('#ffd400', 'light')
    expect(contrast(fill, '#ffd400')).toBeLessThan(1.05)
    expect(ink).toBe('#000000')
    expect(line).not.toBe(fill)
  })

  it('comes out of white and of black as well', () => {
    for (const extreme of ['#fff', '#000']) {
      for (const of of ['light', 'dark'] as const) {
        expect(contrast(shades(extreme, of).text, grounds[of][0])).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})

describe('the stylesheet', () => {
  it('sets every property of both colours for light and dark', () => {
    const css = themeCss({ primary: '#0a7', accent: '#ffd400' })
    for (const name of ['brand', 'accent']) {
      for (const part of ['', '-ink', '-away', '-line', '-text']) {
        expect(css).toMatch(
          new RegExp(`--${name}${part}: light-dark\\(#[0-9a-f]{6}, #[0-9a-f]{6}\\);`),
        )
      }
    }
  })

  it('knows the grounds the stylesheet really has', () => {
    const css = readFileSync(new URL('public/gatehouse.css', import.meta.url), 'utf8')
    for (const name of ['ground', 'raised', 'sunken', 'hover']) {
      const [, light, dark] = css.match(new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`))!
      expect([...grounds.light, '#fff']).toContain(light)
      expect(grounds.dark).toContain(dark)
    }
  })
})
