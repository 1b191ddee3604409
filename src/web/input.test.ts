import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { formOf, inputsOf } from './input.ts'

const input = z.strictObject({
  title: z.string(),
  note: z.string().optional(),
  type: z.string().nullable().optional(),
  days: z.int().min(1),
  position: z.int().min(0).optional(),
  loud: z.boolean(),
  people: z.array(z.string()),
  kept: z.string().default('kept'),
})
const { fields, read } = formOf(input, inputsOf(input))

describe('the form of an operation', () => {
  it('has each field as it is sent', () => {
    expect(fields).toEqual({
      title: 'text',
      note: 'text',
      type: 'text',
      days: 'text',
      position: 'text',
      loud: 'box',
      people: 'list',
      kept: 'text',
    })
  })

  it('says nothing, none or an empty text where a field is left empty, as its input takes it', () => {
    const empty = { title: ' ', note: '', type: ' ', kept: '' }
    expect(read({ ...empty, days: '1', position: '0' })).toEqual({
      title: ' ',
      note: undefined,
      type: null,
      days: 1,
      position: 0,
      loud: false,
      people: [],
      kept: undefined,
    })
  })

  it('leaves a number that is none, or is not sent, to be refused', () => {
    for (const days of ['', 'many', '-1', '1e3'])
      expect(input.safeParse(read({ title: 'x', days, position: 'first' })).error).toBeDefined()
    expect(read({ days: 'many' })).toMatchObject({ days: 'many', position: '' })
  })

  it('leaves an empty text to be refused where the form comes filled in', () => {
    expect(formOf(input, ['note', 'type'], true).read({ note: '', type: '' })).toEqual({
      note: '',
      type: null,
    })
  })

  it('reads a yes or no that is chosen, and nothing that is no input', () => {
    const form = formOf(input, { loud: 'text', back: 'text' })
    expect(form.fields).toEqual({ loud: 'text', back: 'text' })
    const said = [undefined, '', 'yes', 'no', 'maybe'].map((loud) =>
      form.read(loud === undefined ? { back: '/' } : { loud, back: '/' }),
    )
    expect(said.map(({ loud }) => loud)).toEqual([undefined, undefined, true, false, 'maybe'])
    expect(Object.keys(said[0]!)).toEqual(['loud'])
  })
})
