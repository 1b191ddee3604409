import { describe, expect, it } from 'vitest'
import { newId, show } from '../../kit/ids.ts'
import { changedValues, freeName, shownValues, type Field, type FieldKind } from './field.ts'

const aField = (kind: FieldKind, choices: string[] = []): Field => ({
  id: newId(),
  name: kind,
  label: kind,
  kind,
  choices,
})

describe('a value of a field', () => {
  it.each([
    ['text', '  North ', 'North'],
    ['text', 7, undefined],
    ['text', 'x'.repeat(1001), undefined],
    ['number', '37.5', 37.5],
    ['number', -2, -2],
    ['number', '1e9', undefined],
    ['number', '37,5', undefined],
    ['number', '9'.repeat(17), undefined],
    ['date', '2026-02-28', '2026-02-28'],
    ['date', '2026-02-30', undefined],
    ['choice', 'Married', 'Married'],
    ['choice', 'married', undefined],
  ] as const)('of kind %s that is sent as %j is kept as %j', (kind, sent, kept) => {
    const field = aField(kind, kind === 'choice' ? ['Single', 'Married'] : [])
    const shown = show('field', field.id)
    const result = changedValues([field], {}, { [shown]: sent })
    if (kept === undefined) expect(result).toMatchObject({ wrong: [{ field: `fields.${shown}` }] })
    else expect(result).toEqual({ values: { [field.id]: kept } })
  })

  it('is taken away by null, and stays where it is not named', () => {
    const [a, b] = [aField('text'), aField('text')]
    const before = { [a.id]: 'A', [b.id]: 'B' }
    expect(changedValues([a, b], before, { [show('field', a.id)]: null })).toEqual({
      values: { [b.id]: 'B' },
    })
  })

  it('of a field that there is no more is refused, and not shown', () => {
    const gone = aField('text')
    const shown = show('field', gone.id)
    expect(changedValues([], {}, { [shown]: 'x' })).toEqual({
      wrong: [{ field: `fields.${shown}`, text: 'unknown_field' }],
    })
    expect(shownValues([], { [gone.id]: 'x' })).toEqual({})
  })
})

describe('what a new field is called in placeholders', () => {
  it('is as its label, and another where that is in use', () => {
    const taken = [{ name: 'policy' }, { name: 'policy_2' }]
    expect(freeName('Póliza n.º', taken)).toBe('poliza_n_o')
    expect(freeName('Policy', taken)).toBe('policy_3')
    expect(freeName('条件', taken)).toBe('field')
  })
})
