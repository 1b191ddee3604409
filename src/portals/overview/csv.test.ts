import { describe, expect, it } from 'vitest'
import { csvHead, csvLine } from './csv.ts'
import type { PortalLine } from '../console/portal-queries.ts'

const at = Temporal.Instant.from('2026-01-05T09:00:00Z')
const portal: PortalLine = {
  id: 'ptl_a',
  name: 'Acme',
  slug: 'acme',
  host: 'acme.localhost',
  status: 'trial_active',
  since: at,
  endsAt: at.add({ hours: 720 }),
  daysLeft: 30,
  partner: null,
  partnerReference: null,
  built: true,
  createdAt: at,
  proUsers: 2,
  people: 3,
  lastActivityAt: null,
}

describe('a line of the file of portals', () => {
  it('has a cell for each column, times in RFC 3339 and nothing where nothing is', () => {
    expect(csvLine(portal)).toBe(
      'ptl_a,Acme,acme.localhost,trial_active,2026-01-05T09:00:00Z,2026-02-04T09:00:00Z,30,2,3,,,,2026-01-05T09:00:00Z\r\n',
    )
    expect(csvLine(portal).split(',')).toHaveLength(csvHead().split(',').length)
  })

  it('keeps commas, quotes and line breaks inside their cell', () => {
    expect(csvLine({ ...portal, name: 'A, "B"\nC' })).toContain('ptl_a,"A, ""B""\nC",acme')
  })

  for (const begins of ['=', '+', '-', '@', '\t', '\r'])
    it(`gives a spreadsheet nothing to run: ${JSON.stringify(begins)}`, () => {
      expect(csvLine({ ...portal, name: `${begins}1+1` })).toMatch(/^ptl_a,"?'/)
    })
})
