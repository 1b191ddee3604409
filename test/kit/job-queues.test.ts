import { expect, it } from 'vitest'
import { jobType, type JobType } from '../../src/kit/jobs.ts'
import { sweepJob } from '../../src/portals/timers/sweep.ts'
import { aWorld } from '../world.ts'

const LOST = { value: { message: 'job heartbeat timeout' } }

it.each([
  ['of one try whose worker was lost is none', sweepJob, LOST, 0],
  ['of one try that went wrong is one', sweepJob, { message: 'no such column' }, 1],
  ['of several tries whose workers were all lost is one', jobType('mail', 8), LOST, 1],
])(
  'a failed job %s that anybody has to see to',
  async (_, type: JobType<object>, output, parked) => {
    const world = await aWorld({ start: null })
    const { db, jobs } = world.installation
    await db.write('installation', (tx) => jobs.enqueue(tx, type, {}))
    const changed = await world.owner(
      `update pgboss.job set state = 'failed', started_on = now(), completed_on = now(), output = $2
     where name = $1 returning id`,
      [type.name, JSON.stringify(output)],
    )
    expect(changed).toHaveLength(1)
    const { queues } = jobs
    expect(await queues.parked()).toEqual(parked ? [{ queue: type.name, jobs: 1 }] : [])
    expect((await queues.counts()).find(({ queue }) => queue === type.name)!.failed).toBe(parked)
    const failure = 'message' in output ? output.message : output.value.message
    expect((await queues.failed()).map((job) => job.failure)).toEqual(parked ? [failure] : [])
  },
)
