import { startOf } from '../kit/day.ts'
import { useClock, useLanguage } from '../kit/reader.ts'
import { locale, type Language } from '../kit/texts.ts'
import { TIME_ZONES } from '../kit/time-zones.ts'
import type { Option } from './choices.tsx'

export { locale }

export interface TimeProps {
  at: Temporal.Instant
  /** Where it is another's moment than the reader's, such as that of a clock being moved. */
  now?: Temporal.Instant
  /** Where it is another zone than the reader's, such as a bill's. */
  zone?: string
  /** `relative` unless told otherwise; `exact` where the hour matters; `date` where only the day does. */
  show?: 'relative' | 'exact' | 'date'
}

/** A moment: how far off it is, with the exact time and its zone on hover and in `datetime`. */
export function Time({
  at,
  now = useClock().now,
  zone = useClock().zone,
  show = 'relative',
}: TimeProps) {
  const language = useLanguage()
  const exact = exactTime(language, at, zone)
  const words = {
    relative: () => relativeTime(language, at, now, zone),
    exact: () => exact,
    date: () => dateOf(language, at, zone),
  }
  return (
    <time datetime={at.toString({ smallestUnit: 'second' })} title={exact}>
      {words[show]()}
    </time>
  )
}

/** A day of the calendar, which is the same everywhere. @param show the month's whole name, where it is long */
export function Day({ day, show = 'short' }: { day: string; show?: 'short' | 'long' }) {
  const language = useLanguage()
  const text =
    show === 'short'
      ? dateOf(language, startOf(day), 'UTC')
      : Temporal.PlainDate.from(day).toLocaleString(locale(language), { dateStyle: 'long' })
  return <time datetime={day}>{text}</time>
}

/** "3 minutes ago", "tomorrow". Days are counted by the calendar of the zone, not in 24 hours. */
export function relativeTime(
  language: Language,
  at: Temporal.Instant,
  now: Temporal.Instant,
  zone: string,
): string {
  const seconds = Math.round((at.epochMilliseconds - now.epochMilliseconds) / 1000)
  const far = Math.abs(seconds)
  const say = relative(language)
  if (far < 60) return say.format(0, 'second')
  if (far < 3600) return say.format(Math.trunc(seconds / 60), 'minute')
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const day = at.toZonedDateTimeISO(zone).toPlainDate()
  const days = today.until(day).days
  if (days === 0 || far < 12 * 3600) return say.format(Math.trunc(seconds / 3600), 'hour')
  if (Math.abs(days) < 45) return say.format(days, 'day')
  const months = today.until(day, { largestUnit: 'month' }).months
  if (Math.abs(months) < 12) return say.format(months, 'month')
  return say.format(Math.trunc(months / 12), 'year')
}

/** "3 Mar 2027, 09:00 CET": always with its zone. */
export const exactTime = (language: Language, at: Temporal.Instant, zone: string): string =>
  formatter(language, zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at.epochMilliseconds)

/** "3 Mar 2027". */
export const dateOf = (language: Language, at: Temporal.Instant, zone: string): string =>
  formatter(language, zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(
    at.epochMilliseconds,
  )

// Making an Intl formatter costs more than a table row; each is made once.
const relatives = new Map<string, Intl.RelativeTimeFormat>()
function relative(language: Language): Intl.RelativeTimeFormat {
  const made =
    relatives.get(language) ?? new Intl.RelativeTimeFormat(locale(language), { numeric: 'auto' })
  relatives.set(language, made)
  return made
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${zone} ${'hour' in options}`
  const made =
    formatters.get(key) ?? new Intl.DateTimeFormat(locale(language), { ...options, timeZone: zone })
  formatters.set(key, made)
  return made
}

/** Every time zone to choose from, and the chosen one even where it is not offered. */
export const timeZoneOptions = (chosen?: string): Option[] =>
  (chosen && !TIME_ZONES.includes(chosen) ? [chosen, ...TIME_ZONES] : TIME_ZONES).map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }))
