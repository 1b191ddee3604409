import { describe, expect, it } from 'vitest'
import { readAnswers } from './answers.ts'
import type { FieldKind, FormField } from './form.ts'

const field = (key: string, kind: FieldKind, more: Partial<FormField> = {}): FormField => ({
  key,
  kind,
  label: { en: key },
  required: false,
  choices: kind.includes('choice') ? [{ en: 'Yes', es: 'Sí' }, { en: 'No' }] : [],
  maps: 'kept',
  ...more,
})
const read = (fields: FormField[], sent: Record<string, string | string[]>) => {
  const result = readAnswers({ fields }, sent)
  return 'answers' in result ? result.answers : result.wrong.map(({ field, text }) => [field, text])
}

describe('an answer', () => {
  it.each([
    ['text', '  Ann ', 'Ann'],
    ['text', 'two\nlines', 'control'],
    ['text', 'x'.repeat(501), 'too_long'],
    ['long_text', 'two\r\nlines', 'two\nlines'],
    ['long_text', 'x'.repeat(5001), 'too_long'],
    ['address', 'Quay 1\nHarbour', 'Quay 1\nHarbour'],
    ['email', 'ann@example.com', 'ann@example.com'],
    ['email', 'ann', 'email'],
    ['phone', '+34 600 000 000', '+34 600 000 000'],
    ['phone', 'call me', 'phone'],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-30', 'day'],
    ['number', '-12.5', '-12.5'],
    ['number', '1e9', 'number'],
    ['choice', 'Yes', 'Yes'],
    ['choice', 'Sí', 'choice'],
    ['many_choices', ['No', 'Yes', 'No'], ['Yes', 'No']],
    ['many_choices', 'Yes', ['Yes']],
    ['many_choices', ['Maybe'], 'choice'],
    ['consent', 'on', 'on'],
    ['consent', 'yes', 'box'],
    ['text', ['a'], 'one_text'],
  ] as const)('of kind %s that is sent as %j is read as %j', (kind, sent, result) => {
    const answers = read([field('f1', kind)], { f1: sent as string })
    expect([{ f1: result }, [['a.f1', result]], [['m.f1', result]]]).toContainEqual(answers)
  })

  it('has to be there where it is required, whatever its kind', () => {
    const kinds = ['text', 'choice', 'many_choices', 'consent', 'date'] as const
    const fields = kinds.map((kind) => field(kind, kind, { required: true }))
    expect(read(fields, { text: '  ' })).toEqual(
      kinds.map((kind) => [`${kind === 'many_choices' ? 'm' : 'a'}.${kind}`, 'required']),
    )
  })

  it('counts only where it is asked for, by what is answered above', () => {
    const fields = [
      field('f1', 'choice'),
      field('f2', 'text', { required: true, shownIf: { field: 'f1', is: 'Yes' } }),
      field('f3', 'text', { required: true, shownIf: { field: 'f2', is: 'more' } }),
    ]
    expect(read(fields, { f1: 'No', f2: 'more', f3: 'x' })).toEqual({ f1: 'No' })
    expect(read(fields, { f1: 'Yes' })).toEqual([['a.f2', 'required']])
    expect(read(fields, { f1: 'Yes', f2: 'more' })).toEqual([['a.f3', 'required']])
    expect(read(fields, { f1: 'Yes', f2: 'less' })).toEqual({ f1: 'Yes', f2: 'less' })
  })

  it('to what the form does not ask is left out', () => {
    expect(read([field('f1', 'section')], { f1: 'x', f9: 'x' })).toEqual({})
  })
})
