import { describe, expect, it } from 'vitest'
import { furnishDemo } from '../src/demo/index.ts'
import { show } from '../src/kit/ids.ts'
import { aWorld } from './world.ts'
import { reportsOf } from './scenarios/billing-setting.ts'

const TABLES = ['persons', 'messages', 'billing_reports', 'billing_report_lines', 'audit_lines']

describe('the demo', () => {
  it('is told in the order of its days, was billed month by month, and twice is once', async () => {
    const world = await aWorld()
    await furnishDemo(world.installation)
    const counts = () =>
      world.owner(
        `select ${TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`).join()}`,
      )
    const once = await counts()
    await furnishDemo(world.installation)
    expect(await counts()).toEqual(once)
    const [row] = await world.owner<{ id: string }>('select id from partners')
    const reports = await reportsOf(world, show('partner', row!.id))
    expect(reports.filter((line) => !line.startsWith(' '))).toEqual([
      '2025-07 v1 2025-07-31T23:10:00Z: 0 PRO, €0.00',
      '2025-08 v1 2025-08-31T23:10:00Z: 1 PRO, €9.50',
      '2025-09 v1 2025-09-30T23:10:00Z: 4 PRO, €38.00',
      '2025-10 v1 2025-11-01T00:10:00Z: 4 PRO, €42.00',
      '2025-11 v1 2025-12-01T00:10:00Z: 3 PRO, €31.50',
      '2025-12 v1 2026-01-01T00:10:00Z: 5 PRO, €52.50',
    ])
    expect(
      await world.owner(
        `select portal_id from (select portal_id, at < lag(at) over (partition by portal_id order by seq) as back
         from audit_lines) l where back`,
      ),
    ).toEqual([])
  })
})
