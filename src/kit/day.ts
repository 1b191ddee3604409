import { z } from 'zod'
import type { Instant } from './clock.ts'
import { because } from './validation.ts'

// A day of the calendar is text such as `2026-01-05`, and is the same everywhere.

/** Any day that there is. */
export const anyDay = z.iso.date()

/** A day that no database, calendar or spreadsheet chokes on. */
export const day = anyDay.refine(
  (text) => text >= '1900-01-01' && text < '2200-01-01',
  because('format'),
)

/** The day it is, by the calendar of a zone. */
export const dayOf = (now: Instant, zone: string): string =>
  now.toZonedDateTimeISO(zone).toPlainDate().toString()

/** The moment at which a day is over, by the calendar of a zone. */
export const endOf = (day: string, zone: string): Instant =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant()

/** The day's first moment, by UTC: what formatters, which know no days, are given beside that zone. */
export const startOf = (day: string): Instant => Temporal.Instant.from(`${day}T00:00Z`)

/** The first moment of a day, by the calendar of a zone. */
export const beginOf = (day: string, zone: string): Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant()
