import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import type { Place } from '../portal-life.ts'
import type { Story } from '../story.ts'

/** What the chapters of a practice share. */
export interface Telling {
  story: Story
  today: Instant
  /** The portal's; office hours are by it. */
  zone: string
  /** Leaves a chapter out where the portal is gone. */
  there: (tell: (place: Place) => Promise<unknown>) => () => Promise<void>
  /** Row id or e-mail of whoever is told of, by name. */
  people: Map<string, string>
}

/** Minutes after midnight at which things happen on one day, in the order they need. */
export const HOURS = { cards: 485, cases: 500, steps: 540, stages: 960, notes: 990, closing: 1020 }

/** @param ago whole days @param minute after midnight, by the portal's calendar */
export function atOffice({ today, zone }: Telling, ago: number, minute: number): Instant {
  const day = today.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: ago })
  const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 }
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}

/** Shown id of somebody who is told of. */
export async function personNamed(
  { story, people }: Telling,
  { id: portal }: Place,
  name: string,
): Promise<string> {
  const who = people.get(name)
  if (who === undefined) throw new Error(`demo: nobody is called ${name}`)
  const id = who.includes('@') ? (await story.row(portal, who)).id : who
  return show('person', id)
}
