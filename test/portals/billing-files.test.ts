import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvRow } from '../../src/kit/csv.ts'
import { certifyPortal } from '../../src/portals/index.ts'
import { pdfText } from './pdf-text.ts'
import { RouteHandler } from './portals-console.ts'
import { aBilledPartner, goTo, staff } from '../scenarios/billing-setting.ts'
import { act, aPortal } from '../scenarios/lifecycle-setting.ts'
import { aWorld } from '../world.ts'

/** What spreadsheets would run, some of which no form lets through. */
const FORMULAS = [
  '=HYPERLINK("http://x")',
  '+1',
  '@x',
  '-2',
  '\t=1+1',
  '\n=1+1',
  '\r=1+1',
  '＝1+1',
  '-2,"a"\r\nb',
]

const NAMES = [
  'Łukasz Żółć-Gęśl',
  'Αθηνά Παπαδοπούλου',
  'Юрій Ґонґадзе',
  'Dvořák Ştefan Nguyễn',
  'Núñez & Ærøskøbing – 12,50 €',
]

/** A partner's report of January with one portal, in which so many people count. */
async function aReport(portalName: string, people: readonly string[]) {
  const world = await aWorld()
  const partner = await aBilledPartner(world)
  const portal = await aPortal(world, { partner })
  await act(world, certifyPortal, { portal: portal.portal })
  for (const [n, name] of people.entries()) {
    const letter = String.fromCodePoint(97 + n)
    const person = await staff(world, portal.id).invite(`Person ${letter}`, 'contact', 'pro')
    await world.owner('update persons set name = $2 where id = $1', [person, name])
  }
  await world.owner('update portals set name = $2 where id = $1', [portal.id, portalName])
  await goTo(world, '2026-02-01T00:10:00Z')
  const place = new RouteHandler(world)
  const { secret } = await place.program(['billing'], partner)
  const headers = { host: 'localhost:3000', authorization: `Bearer ${secret}` }
  const reports = `http://localhost:3000/api/v1/partners/${partner}/reports`
  const list = await (await place.app.request(reports, { headers })).json()
  const { id } = (list as { reports: { id: string }[] }).reports[0]!
  return (ending: string) => place.app.request(`${reports}/${id}/${ending}`, { headers })
}

describe('a report as CSV', () => {
  it('has in each cell what stands there, and no cell is a formula', async () => {
    const portalName = FORMULAS.at(-1)!
    const download = await aReport(portalName, FORMULAS)
    const rows: Record<string, string>[] = parse(await (await download('csv')).text(), {
      bom: true,
      columns: true,
    })
    expect(rows.map(({ row }) => row)).toEqual([
      'portal',
      'person',
      ...FORMULAS.map(() => 'person'),
    ])
    for (const row of rows) {
      expect(row['name']).toBe(`'${portalName}`)
      expect(row['month']).toBe('2026-01')
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
    }
    const names = rows.slice(1).map(({ personName }) => personName)
    expect(new Set(names)).toEqual(
      new Set(['Ada Okoye', ...FORMULAS.map((formula) => `'${formula}`)]),
    )
    expect(rows[0]).toMatchObject({ amount: '125.00', proUsers: '10' })
  })

  it('leaves numbers below zero numbers', () => {
    expect(csvRow([-2, '-2'])).toBe(`-2,"'-2"\r\n`)
  })
})

describe('a report as PDF', () => {
  it('has every name in its own letters, and a question mark for a letter it has not', async () => {
    const people = [...NAMES, ...FORMULAS.slice(0, 4)]
    const download = await aReport('Żółw i Synowie – Ελλάς – 日本', people)
    const text = await pdfText(new Uint8Array(await (await download('pdf')).arrayBuffer()))
    expect(text).toContain('Żółw i Synowie – Ελλάς – ??')
    for (const name of people) expect(text).toContain(name)
    expect(text).toContain('January 2026')
    expect(text).toContain('€125.00')
    expect(text).toContain('Page 1 of 2')
    // The portal's, in its line and above its people.
    expect(text.match(/\?/g)).toHaveLength(4)
  })
})
