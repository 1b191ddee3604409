import { describe, expect, it } from 'vitest'
import { draftIn, plain, rowsIn } from './form.ts'

describe('the editor of a draft', () => {
  it('leaves out rows that nothing was typed in, and counts the others from the first', () => {
    const form = {
      'items.2.text': 'Second',
      'items.2.unitAmount': '2',
      'items.0.text': ' First ',
      'items.0.unitAmount': '1,50',
      'items.0.discount': '2,5 %',
      'items.1.quantity': '1',
      'items.x.text': 'none',
    }
    expect(rowsIn(form).map(({ text }) => text)).toEqual(['First', 'Second'])
    expect(draftIn(form)['items']).toEqual([
      { text: 'First', unitAmount: '1.50', discount: '2.5 %' },
      { text: 'Second', unitAmount: '2', discount: null },
    ])
  })

  it('takes the decimals of either language, and leaves to be refused what is neither', () => {
    expect(['1,5', '1.5', '10,25%', '1,234.00', '12,3456', 'x'].map(plain)).toEqual([
      '1.5',
      '1.5',
      '10.25%',
      '1,234.00',
      '12,3456',
      'x',
    ])
  })
})
