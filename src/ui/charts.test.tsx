import { describe, expect, it } from 'vitest'
import { renderFor, type Reader } from '../kit/reader.ts'
import { TimeChart } from './chart-time.tsx'
import { spread, wholeTicks } from './charts.tsx'

const html = (element: unknown, reader: Partial<Reader> = {}) =>
  renderFor({ language: 'en', ...reader }, element)

describe('charts', () => {
  it('move labels apart by the gap, in order, and never below the floor', () => {
    expect(spread([100, 102, 40], 17, 196)).toEqual([100, 117, 40])
    expect(spread([190, 195, 196], 17, 196)).toEqual([162, 179, 196])
  })

  it('stand on zero and give their numbers as a table too', () => {
    const chart = html(
      <TimeChart
        id="c"
        title="Cosas"
        sentence="Van bien."
        pointsLabel="Día"
        points={['1', '2']}
        series={[{ label: 'Una', values: [1200, 1500] }]}
      />,
      { language: 'es' },
    )
    expect(chart).toContain('>0</text>')
    expect(chart).toContain('Ver como tabla')
    expect(chart).toContain('data-label="Una">1500</td>')
  })

  it('count in whole numbers what is counted, and amounts as finely as they need', () => {
    expect(wholeTicks([0, 0.5, 1, 1.5, 2], [2, 1])).toEqual([0, 1, 2])
    expect(wholeTicks([0, 0.5, 1], [0.75])).toEqual([0, 0.5, 1])
  })

  it('draw nothing worse than an empty plot when there is no data', () => {
    const chart = (points: string[], values: number[]) =>
      html(
        <TimeChart
          id="c"
          title="T"
          sentence="S"
          pointsLabel="P"
          points={points}
          series={[{ label: 'A', values }]}
        />,
      )
    expect(chart([], [])).not.toContain('NaN')
    expect(chart(['1'], [0])).not.toContain('NaN')
  })
})
