import type { Instant } from '../kit/clock.ts'
import { CONSOLE } from '../kit/ids.ts'
import type { Installation } from '../kit/installation.ts'
import { createPartner, issueDueReports, recordDailyCounts, setPrice } from '../portals/index.ts'
import { DEMO_OPERATOR, DEMO_PARTNER, DEMO_PARTNER_PERSON, DEMO_PRICES } from './people.ts'
import { lifeOf } from './portal-life.ts'
import { DEMO_PORTALS } from './portals.ts'
import { Seeder, type DemoEvent } from './seeder.ts'

/**
 * Fills an empty sandbox with a partner, its portals and their people, through the same operations
 * that anyone would use, on a clock that runs through the past. Cut off, the next start finishes it.
 */
export async function seedDemo(real: Installation): Promise<void> {
  const now = await real.db.read('installation', (tx) => real.clock.now(tx))
  const ago = (days: number) => now.subtract({ hours: 24 * days })
  const start = ago(Math.max(...DEMO_PRICES.map(({ age }) => age)))
  const seeder = new Seeder(real, start)
  let partner: string
  const begin = async () => {
    ;({ partner } = await seeder.act('partner', createPartner, DEMO_PARTNER))
    await seeder.admit({ kind: 'operator', ...DEMO_OPERATOR })
    await seeder.admit({ kind: 'partner', partner, ...DEMO_PARTNER_PERSON })
  }
  await seeder.run([
    { at: start, run: begin },
    ...DEMO_PRICES.map(({ age, ...price }) => ({
      at: ago(age),
      run: () => seeder.act(`price ${age}`, setPrice, { partner, ...price }),
    })),
    ...DEMO_PORTALS.flatMap((portal) => lifeOf(seeder, portal, () => partner, now)),
    ...monthTurns(start, now).map((at) => ({
      at,
      run: () => issueDueReports(seeder.installation),
    })),
    { at: now, run: () => recordDailyCounts(seeder.installation) },
  ] satisfies DemoEvent[])
  await real.db.write({ portal: CONSOLE }, (tx) =>
    tx.db.updateTable('installation').set({ set_up_at: now }).execute(),
  )
}

/** An hour into each month: the one before is billed by then. */
function monthTurns(from: Instant, until: Instant): Instant[] {
  const turns: Instant[] = []
  const first = from.toZonedDateTimeISO(DEMO_PARTNER.timeZone).with({ day: 1 }).startOfDay()
  for (let months = 1; ; months++) {
    const turn = first.add({ months, hours: 1 }).toInstant()
    if (Temporal.Instant.compare(turn, until) > 0) return turns
    turns.push(turn)
  }
}
