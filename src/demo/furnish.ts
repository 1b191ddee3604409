import type { Instant } from '../kit/clock.ts'
import { CONSOLE } from '../kit/ids.ts'
import type { Installation } from '../kit/installation.ts'
import { createPartner, issueDueReports, recordDailyCounts, setPrice } from '../portals/index.ts'
import { DEMO_OPERATOR, DEMO_PARTNER, DEMO_PARTNER_PERSON, DEMO_PRICES } from './people.ts'
import { lifeOf } from './portal-life.ts'
import { DEMO_PORTALS } from './portals.ts'
import { Story, type Chapter } from './story.ts'

/**
 * Fills an empty sandbox with a partner, its portals and their people, through the same operations
 * that anyone would use, on a clock that runs through the past. Cut off, the next start finishes it.
 */
export async function furnishDemo(real: Installation): Promise<void> {
  const now = await real.db.read('installation', (tx) => real.clock.now(tx))
  const ago = (days: number) => now.subtract({ hours: 24 * days })
  const start = ago(Math.max(...DEMO_PRICES.map(({ age }) => age)))
  const story = new Story(real, start)
  let partner: string
  const begin = async () => {
    ;({ partner } = await story.act('partner', createPartner, DEMO_PARTNER))
    await story.admit({ kind: 'operator', ...DEMO_OPERATOR })
    await story.admit({ kind: 'partner', partner, ...DEMO_PARTNER_PERSON })
  }
  await story.tell([
    { at: start, tell: begin },
    ...DEMO_PRICES.map(({ age, ...price }) => ({
      at: ago(age),
      tell: () => story.act(`price ${age}`, setPrice, { partner, ...price }),
    })),
    ...DEMO_PORTALS.flatMap((portal) => lifeOf(story, portal, () => partner, now)),
    ...monthTurns(start, now).map((at) => ({
      at,
      tell: () => issueDueReports(story.installation),
    })),
    { at: now, tell: () => recordDailyCounts(story.installation) },
  ] satisfies Chapter[])
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
