import { expect, it } from 'vitest'
import { isLate, remindAt, titleOf } from './request.ts'

const zone = 'Europe/Madrid'
const at = (text: string) => Temporal.Instant.from(text)

/** Every reminder of one that nobody answers, by the portal's clock. */
function reminders(dueOn: string | null, askedAt: string): string[] {
  const sent: string[] = []
  let now = at(askedAt)
  for (;;) {
    const next = remindAt({ dueOn, reminders: sent.length }, now, zone)
    if (next === null) return sent
    sent.push(next.toZonedDateTimeISO(zone).toPlainDateTime().toString())
    now = next
  }
}

it('reminds three days before, on the day, and then once a week, six times in all', () => {
  expect(reminders('2026-03-28', '2026-03-01T12:00:00Z')).toEqual([
    '2026-03-25T09:00:00',
    '2026-03-28T09:00:00',
    // The clocks have changed: it is nine all the same.
    '2026-04-04T09:00:00',
    '2026-04-11T09:00:00',
    '2026-04-18T09:00:00',
    '2026-04-25T09:00:00',
  ])
})

it('leaves out what is over when it is asked', () => {
  expect(reminders('2026-03-02', '2026-03-01T12:00:00Z')[0]).toBe('2026-03-02T09:00:00')
  expect(reminders('2026-03-01', '2026-03-01T12:00:00Z')[0]).toBe('2026-03-08T09:00:00')
})

it('reminds once a week of what has no due day', () => {
  expect(reminders(null, '2026-03-01T12:00:00Z').slice(0, 2)).toEqual([
    '2026-03-08T09:00:00',
    '2026-03-15T09:00:00',
  ])
})

it('is late from the day after, as long as it is open', () => {
  expect(isLate({ dueOn: '2026-03-01', state: 'open' }, '2026-03-01')).toBe(false)
  expect(isLate({ dueOn: '2026-03-01', state: 'open' }, '2026-03-02')).toBe(true)
  expect(isLate({ dueOn: '2026-03-01', state: 'answered' }, '2026-03-02')).toBe(false)
})

it('is called by its first line, shortened between words where that is long', () => {
  expect(titleOf('Your passport')).toEqual({ title: 'Your passport', rest: '' })
  expect(titleOf('Your passport\nBoth sides\n')).toEqual({
    title: 'Your passport',
    rest: 'Both sides',
  })
  const long = `${'word '.repeat(40)}end`
  const { title, rest } = titleOf(long)
  expect([title.endsWith('word…'), title.length <= 81, rest]).toEqual([true, true, long])
})
