import { describe, expect, it } from 'vitest'
import { unlinked } from './unlinked.ts'

describe('a text that people typed, in a mail', () => {
  it.each([
    ['https://evil.example/x', 'https:|//evil.|example/x'],
    ['www.evil.com', 'www.|evil.|com'],
    ['Win at evil。com now', 'Win at evil。|com now'],
    ['пример.рф', 'пример.|рф'],
    ['me@evil.example', 'me@|evil.|example'],
    ['198.51.100.7:8080', '198.|51.|100.7:8080'],
  ])('%s is nothing to click on', (typed, shown) => {
    expect(unlinked(typed).replaceAll('\u2060', '|')).toBe(shown)
  })

  it.each(['Dr. Ana Pérez', 'Boone & Co., Ltd.', 'J. R. Smith', 'at 9 a.m.', 'Acme: law'])(
    '%s stays as it is',
    (name) => {
      expect(unlinked(name)).toBe(name)
    },
  )
})
