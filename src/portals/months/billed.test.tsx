import { describe, expect, it } from 'vitest'
import { renderFor } from '../../kit/reader.ts'
import { byMonth, currenciesOf } from './billed.ts'
import { BilledPictures } from './pictures.tsx'
import type { BilledSum } from './queries.ts'

const sum = (
  month: string,
  currency: string | null,
  proUsers: number,
  minor: bigint | null,
): BilledSum => ({ month, currency, proUsers, minor })

const html = (sums: BilledSum[], own = false) =>
  renderFor({ language: 'en' }, <BilledPictures months={byMonth(sums)} own={own} />)

describe('pictures of what was billed', () => {
  it('say where they will come from before the first report', () => {
    expect(html([])).toContain('Nothing has been billed yet.')
    expect(html([])).not.toContain('<svg class="chart-stretch"')
  })

  it('write money as money, and the last month against the one before', () => {
    const drawn = html([sum('2028-01', 'EUR', 3, 3750n), sum('2028-02', 'EUR', 2, 2500n)])
    expect(drawn).toContain(
      '2 PRO users were billed for February 2028, 1 fewer than the month before.',
    )
    expect(drawn).toContain('€25.00 billed for February 2028, €12.50 less than the month before.')
    expect(drawn).toContain('Revenue by month')
    expect(html([sum('2028-01', 'EUR', 1, 1250n)], true)).toContain('Cost by month')
  })

  it('add no currencies up: the three with most PRO users are drawn, the others named', () => {
    const sums = [
      sum('2028-01', 'EUR', 5, 500n),
      sum('2028-01', 'JPY', 9, 900n),
      sum('2028-01', 'MXN', 4, 400n),
      sum('2028-01', 'NOK', 1, 100n),
      sum('2028-01', 'USD', 8, 0n),
      sum('2028-01', null, 7, null),
    ]
    expect(currenciesOf(byMonth(sums))).toEqual(['JPY', 'EUR', 'MXN', 'NOK'])
    const drawn = html(sums)
    expect(drawn.match(/Revenue by month in \w+<\/h2>/g)).toEqual([
      'Revenue by month in JPY</h2>',
      'Revenue by month in EUR</h2>',
      'Revenue by month in MXN</h2>',
    ])
    expect(drawn).toContain('Also billed in NOK')
    expect(drawn).toContain('34 PRO users')
  })
})
