import { expect, it } from 'vitest'
import { declared } from '../src/features.ts'
import { dueQueues, jobHandlers, jobTypes } from '../src/jobs.ts'
import { sweptByClock } from '../src/portals/clock/falling.ts'
import { words as clockWords } from '../src/portals/clock/texts.ts'
import { words } from '../src/portals/jobs/texts.ts'
import { schedule } from '../src/schedule.ts'
import { aWorld } from './world.ts'

it('does what happens by the clock, which the queue hands over without a word', async () => {
  const { installation, owner } = await aWorld()
  const names = schedule.map(({ job }) => job.name)
  await owner('insert into pgboss.job (name) select unnest($1::text[])', [names])
  const waiting = await owner(`select name from pgboss.job where data is null`)
  expect(waiting).toHaveLength(names.length)
  await installation.jobs.drain(jobHandlers(installation))
  const done = await owner<{ name: string }>(
    `select name from pgboss.job where data is null and state = 'completed'`,
  )
  expect(done.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
})

it('has a name for every queue on the page of jobs, and for no other', () => {
  const named = Object.keys(words.words.en).filter((text) => text.startsWith('queue.'))
  expect(named.toSorted()).toEqual(jobTypes.map(({ name }) => `queue.${name}`).toSorted())
})

it('has words for all that falls due by the clock, on its page, and for nothing else', () => {
  const named = Object.keys(clockWords.words.en).filter((text) => text.startsWith('falls.'))
  expect(named.toSorted()).toEqual(
    sweptByClock({ declared })
      .map((name) => `falls.${name}`)
      .toSorted(),
  )
  const queues = dueQueues.map(({ queue }) => queue.sweep.name)
  const jobs = schedule.map(({ job: { name } }) => name).filter((name) => !queues.includes(name))
  // Portals' timers have a list of their own there; the rest but the reports tidies up, and nobody hears of it.
  expect(jobs).toEqual([
    'sweep',
    'billing_reports',
    'daily_counts',
    'forget_limits',
    'forget_trial_requests',
    'keys',
    'forget_uploads',
    'sweep_stores',
    'forget_webhooks',
  ])
})
