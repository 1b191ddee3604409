import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import type { Place } from '../portal-life.ts'
import type { Seeder } from '../seeder.ts'

/** What the events of a practice share. */
export interface PracticeContext {
  seeder: Seeder
  today: Instant
  /** The portal's; office hours are by it. */
  zone: string
  /** Skips an event where the portal is gone. */
  there: (run: (place: Place) => Promise<unknown>) => () => Promise<void>
  /** Row id or e-mail of the people of the practice, by name. */
  people: Map<string, string>
}

/** Minutes after midnight at which things happen on one day, in the order they need. */
export const HOURS = {
  cards: 485,
  cases: 500,
  steps: 540,
  stages: 960,
  requests: 970,
  flows: 975,
  notes: 990,
  documents: 1005,
  closing: 1020,
}

/** @param ago whole days @param minute after midnight, by the portal's calendar */
export function atOffice({ today, zone }: PracticeContext, ago: number, minute: number): Instant {
  const day = today.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: ago })
  const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 }
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}

/** Shown id of a person of the practice. */
export async function personNamed(
  { seeder, people }: PracticeContext,
  { id: portal }: Place,
  name: string,
): Promise<string> {
  const who = people.get(name)
  if (who === undefined) throw new Error(`demo: nobody is called ${name}`)
  const id = who.includes('@') ? (await seeder.row(portal, who)).id : who
  return show('person', id)
}
