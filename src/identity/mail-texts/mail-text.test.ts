import { describe, expect, it } from 'vitest'
import { ofMails } from './placeholders.ts'
import { offered, wrongIn, written } from './mail-text.ts'

const declared = { placeholders: [ofMails] }
const kind = { placeholders: ['person.name', 'portal.name'], needsLink: true }
const wrong = (
  subject: string,
  body: string,
  of: Parameters<typeof offered>[0] & Parameters<typeof wrongIn>[0] = kind,
) =>
  wrongIn(of, { subject, body }, offered(of, declared)).map(({ field, text, values }) => [
    field,
    text,
    values?.['name'],
  ])

describe('a mail in a portal’s own words', () => {
  it('is refused with the placeholder it does not have, by name', () => {
    expect(wrong('Hello {{person.nmae}}', '{{link}}')).toEqual([
      ['subject', 'placeholder_near', '{{person.nmae}}'],
    ])
    expect(wrong('Hello', '{{link}} {{digits}}')).toEqual([['body', 'placeholder', '{{digits}}']])
  })

  it('has its link in the body, and only there', () => {
    expect(wrong('Hello', 'No link')).toEqual([['body', 'needs_link', undefined]])
    expect(wrong('{{link}}', '{{ link }}')).toEqual([['subject', 'placeholder', '{{link}}']])
    expect(wrong('Hello {{person.name}}', 'Here: {{link}}')).toEqual([])
  })

  it('has what it is mailed for in the body always, and never in the subject', () => {
    const code = { placeholders: ['code'], needsLink: false, linkless: true, secrets: ['code'] }
    const said = (subject: string, body: string) =>
      wrong(subject, body, code).map(([field, text]) => [field, text])
    expect(said('Your code', 'Type {{code}}.')).toEqual([])
    expect(said('Your code', 'Type it.')).toEqual([['body', 'needs_placeholder']])
    expect(said('{{code}}', '{{code}}')).toEqual([['subject', 'placeholder']])
    expect(said('Your code', '{{code}} {{link}}')).toEqual([['body', 'placeholder']])
  })

  it('makes a button of a link that stands alone, and leaves one in a sentence where it is', () => {
    const values = { 'person.name': 'Carla', link: 'https://x' }
    const text = { subject: 'S', body: 'Hello {{person.name}}\n\n{{ link }}\n\n\nBye' }
    expect(written(text, values, 'en')).toEqual({
      subject: 'S',
      before: ['Hello Carla'],
      hasButton: true,
      after: ['Bye'],
    })
    expect(written({ subject: 'S', body: 'Open {{link}}.' }, values, 'en')).toMatchObject({
      before: ['Open https://x.'],
      hasButton: false,
    })
  })

  it('puts values in once: a name that looks like a placeholder stays a name', () => {
    const values = { 'person.name': '{{link}}\r\nBcc: x@example.com', link: 'x' }
    const text = { subject: 'For {{person.name}}', body: '{{person.name}}' }
    expect(written(text, values, 'en')).toMatchObject({
      subject: 'For {{link}} Bcc: x@example.com',
      before: ['{{link}}\r\nBcc: x@example.com'],
      hasButton: false,
    })
  })
})
