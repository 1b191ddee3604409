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
    expect(read({ days: 'many' })).toMatchObject({ days: 0, position: '' })
  })
})
