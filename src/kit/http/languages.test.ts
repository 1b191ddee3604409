import { expect, it } from 'vitest'
import { acceptedLanguage } from './languages.ts'

it.each([
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['de-DE,de;q=0.9,en;q=0.5,es;q=0.7', 'es'],
  ['EN', 'en'],
  ['es;q=0, en;q=0.1', 'en'],
  ['de, fr;q=0.5', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
])('of %s we have %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})
