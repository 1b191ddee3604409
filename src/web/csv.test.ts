import { describe, expect, it } from 'vitest'
import { csv } from './csv.ts'

const lines = async (...rows: Parameters<typeof csv>[1][number][]) =>
  (await csv('people', rows).text()).split('\r\n').slice(0, -1)

describe('a CSV file', () => {
  it('is UTF-8 that a spreadsheet recognises, to be saved under its name', async () => {
    const file = csv('people', [['Name'], ['Íñigo']])
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="people.csv"',
    })
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(bytes.subarray(3).toString()).toBe('Name\r\nÍñigo\r\n')
  })

  it('quotes what would end a cell', async () => {
    expect(await lines(['a,b', 'say "hi"', 'plain'])).toEqual(['"a,b","say ""hi""",plain'])
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\r=1'])(
    'takes the formula out of %j',
    async (typed) => {
      expect((await csv('x', [[typed]]).text()).slice(0, -2)).toBe(`"'${typed}"`)
    },
  )

  it('leaves numbers, instants and nothing as they are', async () => {
    const at = Temporal.Instant.from('2026-01-05T09:00:00Z')
    expect(await lines([-3, at, null, undefined, true])).toEqual(['-3,2026-01-05T09:00:00Z,,,true'])
  })
})
