import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { findWork, setWorkState } from '../../kit/long-work/queries.ts'
import { longWorkQueue } from '../../kit/long-work/running.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'

const onWork = z.strictObject({ work: id('work') })

export const cancelWork = operation({
  name: 'work.cancel',
  done: { en: 'Stopped long work', es: 'Detuvo una tarea larga' },
  summary: 'Stops long work after the batch in hand; what is done stays done',
  input: onWork,
  right: 'people:manage',
  async run({ tx, portal, now, note }, { work: id }) {
    const work = await findWork(tx, portal, id, { lock: true })
    if (!work) return kitRefuse('not_found')
    if (work.state !== 'running') return refuse('not_running')
    await setWorkState(tx, portal, work, 'cancelled', now)
    note({ subject: show('work', id), details: { done: work.done, of: work.total } })
    return done({ work: id })
  },
})

export const resumeWork = operation({
  name: 'work.resume',
  done: { en: 'Went on with long work', es: 'Continuó una tarea larga' },
  summary: 'Goes on with long work that was stopped, from where it was',
  input: onWork,
  right: 'people:manage',
  async run({ tx, portal, now, note, enqueue }, { work: id }) {
    const work = await findWork(tx, portal, id, { lock: true })
    if (!work) return kitRefuse('not_found')
    if (work.state !== 'cancelled') return refuse('not_stopped')
    await setWorkState(tx, portal, work, 'running', now)
    await enqueue(longWorkQueue.wake, { portal, work: id, kind: work.kind })
    note({ subject: show('work', id), details: { done: work.done, of: work.total } })
    return done({ work: id })
  },
})
