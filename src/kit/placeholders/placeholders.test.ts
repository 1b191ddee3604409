import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../validation.ts'
import { faultsIn, wrongPlaceholders } from './faults.ts'
import { fill } from './fill.ts'
import { examplesOf, nameOf, written, type Placeholder } from './placeholder.ts'

const label = { en: 'x', es: 'x' }
const offered = new Map(
  (
    [
      { name: 'contact.first_name', label, example: 'Jane' },
      { name: 'contact.field_policy', label, example: '', mayBeEmpty: true },
      { name: 'company.name', label, example: 'Acme', mayBeEmpty: true },
      { name: 'portal.name', label, example: 'Harbour' },
      { name: 'date', label, example: Temporal.PlainDate.from('2026-01-05') },
    ] satisfies Placeholder[]
  ).map((one) => [one.name, one]),
)
const values = {
  'contact.first_name': 'Jane',
  'contact.field_policy': null,
  'company.name': '  ',
  'portal.name': 'Harbour & Sons',
  date: Temporal.PlainDate.from('2026-01-05'),
}
const filled = (text: string, as?: 'text' | 'line' | 'html') =>
  fill(text, values, { language: 'en', as })
const faults = (text: string) =>
  faultsIn(text, offered).map(({ why, source, instead }) => [why, source, instead])

describe('a text with placeholders', () => {
  it.each([
    ['Hello {{contact.first_name}}, {{ portal.name }}', 'Hello Jane, Harbour & Sons'],
    ['{{company.name | default: "you"}}', 'you'],
    [`{{contact.field_policy | default: 'none, "yet"'}}`, 'none, "yet"'],
    ['{{contact.first_name | default: "you"}}', 'Jane'],
    ['{{company.name | default: "you" | upcase}}', 'YOU'],
    ['{{contact.first_name | upcase}}', 'JANE'],
    ['{{date}}', '5 Jan 2026'],
    ['{{date | date: "long"}}', '5 January 2026'],
    ['{{date | date: "month"}} {{date | date: "year"}}', 'January 2026 2026'],
    ['{{date | date: "iso"}}', '2026-01-05'],
    ['{{date | upcase}}', '5 JAN 2026'],
    ['{{contact.gone | default: "gone"}}{{contact.gone}}', 'gone'],
    ['One { brace }, two }} of them', 'One { brace }, two }} of them'],
  ])('reads %j as %j', (text, read) => expect(filled(text)).toBe(read))

  it('is written as its reader writes days', () => {
    const date = Temporal.PlainDate.from('2026-01-05')
    const text = '{{date | date: "long"}}, {{date | date: "month"}}'
    expect(fill(text, { date }, { language: 'es' })).toBe('5 de enero de 2026, enero de 2026')
  })

  it('takes values as data: none is read as a placeholder, and none brings markup or a line', () => {
    const hostile = '{{portal.name}} {% for %} <b>"&\'\r\nBcc: x@example.com\u2028'
    const put = (as?: 'line' | 'html') =>
      fill('{{contact.first_name}}', { 'contact.first_name': hostile }, { language: 'en', as })
    expect(put()).toBe(hostile)
    expect(put('line')).toBe('{{portal.name}} {% for %} <b>"&\' Bcc: x@example.com ')
    expect(put('html')).toContain('&lt;b&gt;&quot;&amp;&#39;')
    expect(filled('<i>{{portal.name}}</i>', 'html')).toBe('<i>Harbour &amp; Sons</i>')
    expect(filled('{{company.name | default: "<b>"}}', 'html')).toBe('&lt;b&gt;')
  })
})

describe('what is wrong in a text', () => {
  it('is told with where it stands and what would be right', () => {
    expect(faults('Hello {{contact.frist_name}}')).toEqual([
      ['unknown', '{{contact.frist_name}}', '{{contact.first_name}}'],
    ])
    expect(faults('{{first_name}} {{nothing_like_it}}')).toEqual([
      ['unknown', '{{first_name}}', '{{contact.first_name}}'],
      ['unknown', '{{nothing_like_it}}', undefined],
    ])
    expect(faults('{{ company.name | upcase }} {{company.nam}}')).toEqual([
      ['no_fallback', '{{ company.name | upcase }}', '{{ company.name | upcase | default: ""}}'],
      ['unknown', '{{company.nam}}', '{{company.name | default: ""}}'],
    ])
    expect(faults('{{date | date: "%Y"}}')).toEqual([
      ['date_form', '{{date | date: "%Y"}}', '{{date | date: "short"}}'],
    ])
    expect(faultsIn('One\n{{two}}', offered)).toEqual([
      { why: 'unknown', begin: 4, end: 11, line: 2, source: '{{two}}', instead: undefined },
    ])
  })

  it('is nothing where what may be empty has a fallback, be it an empty one', () => {
    for (const one of offered.values()) expect(faults(written(one))).toEqual([])
  })

  it('is said in a sentence about the field', () => {
    const text =
      '{{nope}}{{company.name}}{{portal.nam}}{{date | date: "x"}}{{date | join}}{% x %}{{a b}}{{'
    const wrong = wrongPlaceholders('body', text, offered)
    expect(wrong.map(({ text }) => text)).toEqual([
      'placeholder',
      'placeholder_fallback',
      'placeholder_near',
      'placeholder_date',
      'placeholder_filter',
      'placeholder_tag',
      'placeholder_form',
      'placeholder_unclosed',
    ])
    for (const one of wrong)
      for (const language of ['en', 'es'] as const)
        expect(sentenceOf(one.text, language, one.values)).toMatch(/\{[{%]/)
  })
})

describe('a hostile text', () => {
  const HOSTILE = [
    '{% for i in (1..100000000) %}x{% endfor %}',
    '{% include "/etc/passwd" %}',
    '{% assign x = portal.name %}',
    '{{ (1..100000000) | join: "x" }}',
    '{{constructor}}',
    '{{constructor.constructor}}',
    '{{portal.constructor.constructor}}',
    '{{portal.__proto__}}',
    '{{portal.name.length}}',
    '{{portal["name"]}}',
    '{{"text"}}',
    '{{portal.name == "x"}}',
    '{{portal.name | default: contact.first_name}}',
    '{{portal.name | default: "x", allow_false: true}}',
    '{{portal.name | replace: "a", "b"}}',
    '{{portal.name | __proto__}}',
    '{{portal.name | constructor}}',
    '{{}}',
    '{{{portal.name}}}',
    '{{portal.name',
    '{{ "}}',
    `{{${'a['.repeat(5000)}}}`,
    '{{'.repeat(5000),
    `{{${' '.repeat(9000)}portal.name}}`,
    '{{portal.name | default: “you”}}',
  ]

  it.each(HOSTILE.map((text) => [text.slice(0, 60), text]))(
    '%s is refused, and runs nothing',
    (_, text) => {
      expect(faults(text)).not.toEqual([])
      const read = filled(text)
      expect(read.length).toBeLessThanOrEqual(text.length + 20)
      expect(read).not.toMatch(/function|object|native code/)
    },
  )

  it('is bounded in what it brings about', () => {
    const many = '{{portal.name}}'.repeat(1000)
    expect(faults(many)).toHaveLength(900)
    const long = fill(many, { 'portal.name': 'x'.repeat(1_000_000) }, { language: 'en' })
    expect(long.length).toBeLessThan(250_000)
    expect(faults('x'.repeat(20_001))).toEqual([['text_too_long', 'x'.repeat(60), undefined]])
    expect(filled(`{{portal.name}}${'x'.repeat(20_001)}`)).toContain('{{portal.name}}x')
  })

  it('finds nothing inherited in the values', () => {
    expect(filled('{{toString}}{{__proto__}}{{portal.toString}}{{contact.hasOwnProperty}}')).toBe(
      '',
    )
  })
})

describe('a placeholder', () => {
  it('has an example in the reader’s language', () => {
    const one = { name: 'a', label, example: { en: 'Yes', es: 'Sí' } }
    expect(examplesOf(new Map([['a', one]]), 'es')).toEqual({ a: 'Sí' })
  })

  it.each([
    ['Número de póliza', 'numero_de_poliza'],
    ['  VAT (EU)?', 'vat_eu'],
    ['条件', ''],
  ])('of a field called %j is named %j', (said, name) => expect(nameOf(said)).toBe(name))
})
