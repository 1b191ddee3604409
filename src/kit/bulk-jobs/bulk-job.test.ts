import { describe, expect, it } from 'vitest'
import { counted, paceOf, type BulkJob } from './bulk-job.ts'

const began = Temporal.Instant.from('2026-01-05T09:00:00Z')
const bulkJob: BulkJob = {
  id: 'w',
  kind: 'k',
  state: 'running',
  begunBy: { id: 'p', name: 'Ada' },
  begunAt: began,
  since: began,
  doneBefore: 0,
  changedAt: began,
  total: 1000,
  done: 0,
  counts: {},
}

describe('the pace of long work', () => {
  it('is rows a minute, and what is left at that pace', () => {
    expect(paceOf({ ...bulkJob, done: 200 }, began.add({ seconds: 20 }))).toEqual({
      perMinute: 600,
      secondsLeft: 80,
    })
  })

  it('counts from the last resuming, not from the pause before it', () => {
    const resumed = { ...bulkJob, since: began.add({ hours: 5 }), doneBefore: 500, done: 600 }
    expect(paceOf(resumed, began.add({ hours: 5, seconds: 10 }))).toEqual({
      perMinute: 600,
      secondsLeft: 40,
    })
  })

  it.each([
    ['nothing is done yet', {}, 10],
    ['it has hardly begun', { done: 10 }, 0],
    ['it stands still', { done: 10, state: 'cancelled' as const }, 10],
  ])('is not told where %s', (_, different, seconds) => {
    expect(paceOf({ ...bulkJob, ...different }, began.add({ seconds }))).toBeNull()
  })
})

it('outcomes are counted by name', () => {
  const batch = [{ outcome: 'invited' }, { outcome: 'lead' }, { outcome: 'invited' }]
  expect(counted({ invited: 3 }, batch)).toEqual({ invited: 5, lead: 1 })
})
