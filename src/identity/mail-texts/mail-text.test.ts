import { describe, expect, it } from 'vitest'
import { fill, wrongIn, written } from './mail-text.ts'

const kind = { placeholders: ['name', 'portal'], needsLink: true }
const wrong = (subject: string, body: string) =>
  wrongIn(kind, { subject, body }).map(({ field, text, values }) => [field, text, values?.['name']])

describe('a mail in a portal’s own words', () => {
  it('is refused with the placeholder it does not know, by name', () => {
    expect(wrong('Hello {nmae}', '{link}')).toEqual([['subject', 'placeholder', '{nmae}']])
    expect(wrong('Hello', '{link} {digits}')).toEqual([['body', 'placeholder', '{digits}']])
  })

  it('has its link in the body, and only there', () => {
    expect(wrong('Hello', 'No link')).toEqual([['body', 'needs_link', undefined]])
    expect(wrong('{link}', '{ link }')).toEqual([['subject', 'placeholder', '{link}']])
    expect(wrong('Hello {name}', 'Here: {link}')).toEqual([])
  })

  it('has what it is mailed for in the body always, and never in the subject', () => {
    const code = { placeholders: ['code'], needsLink: false, linkless: true, secrets: ['code'] }
    const wrong = (subject: string, body: string) =>
      wrongIn(code, { subject, body }).map(({ field, text }) => [field, text])
    expect(wrong('Your code', 'Type {code}.')).toEqual([])
    expect(wrong('Your code', 'Type it.')).toEqual([['body', 'needs_placeholder']])
    expect(wrong('{code}', '{code}')).toEqual([['subject', 'placeholder']])
    expect(wrong('Your code', '{code} {link}')).toEqual([['body', 'placeholder']])
  })

  it('makes a button of a link that stands alone, and leaves one in a sentence where it is', () => {
    const values = { name: 'Carla', link: 'https://x' }
    expect(written({ subject: 'S', body: 'Hello {name}\n\n{link}\n\n\nBye' }, values)).toEqual({
      subject: 'S',
      before: ['Hello Carla'],
      hasButton: true,
      after: ['Bye'],
    })
    expect(written({ subject: 'S', body: 'Open {link}.' }, values)).toMatchObject({
      before: ['Open https://x.'],
      hasButton: false,
    })
  })

  it('puts values in once: a name that looks like a placeholder stays a name', () => {
    expect(fill('{name} {portal}', { name: '{portal}', portal: 'Acme' })).toBe('{portal} Acme')
    expect(written({ subject: 'S', body: '{name}' }, { name: '{link}', link: 'x' })).toMatchObject({
      before: ['{link}'],
      hasButton: false,
    })
  })
})
