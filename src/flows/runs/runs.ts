import { z } from 'zod'
import { holdPerson } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { flowById, versionOf } from '../flow/queries.ts'
import { refuse } from '../refusals.ts'
import { saidIn } from '../step/said.ts'
import { noteOf, settleStep } from './advancing.ts'
import { FLOW_STARTED, tellOfFlow } from './mails.ts'
import {
  countRunsOf,
  endRunRow,
  hasOpenRun,
  holdRun,
  insertRun,
  outcomesOf,
  showAtGate,
} from './queries.ts'
import { reason, sealOfRun, sealSkip } from './run.ts'

/**
 * Also a part of whatever assigns a flow, by `performPart`: refuses with `already_in_flow` where they are in it, so
 * that of any number at once one starts it and the others may take that for done.
 */
export const startFlow = operation({
  name: 'flow.start',
  done: { en: 'Started an on-boarding flow', es: 'Inició un flujo de incorporación' },
  details: { flow: { en: 'Flow', es: 'Flujo' } },
  summary:
    'Starts a flow for a contact, in the version that was published last; who has registered is told by mail',
  input: z.strictObject({ flow: id('flow'), person: id('person') }),
  right: 'flows:start',
  async run(op, { flow: id, person: personId }) {
    const { tx, now, caller } = op
    const person = await holdPerson(tx, personId)
    if (person?.kind !== 'contact') return invalidField('person', 'no_such')
    const flow = await flowById(tx, id)
    if (!flow || flow.removedAt) return invalidField('flow', 'no_such')
    if (flow.published === null) return refuse('flow_unpublished', { field: 'flow' })
    if (await hasOpenRun(tx, { flow: id, person: personId })) return refuse('already_in_flow')
    const most = await reached(op, 'flowRuns', personId, (most) => countRunsOf(tx, personId, most))
    if (most !== null) return refuse('too_many_flow_runs', { values: { most } })
    const version = (await versionOf(tx, id, flow.published))!
    const { held_since: held } = person
    const isHeld = held !== null && Temporal.Instant.compare(held, now) <= 0
    const run = newId()
    await insertRun(tx, {
      ...version,
      id: run,
      person: personId,
      startedAt: isHeld ? null : now,
      by: caller.person ?? null,
      now,
    })
    if (version.mandatory) await showAtGate(tx, personId)
    // Whoever has to pay first reads of it then; whoever has not registered is led there by that.
    if (!isHeld && person.activated_at !== null && person.disabled_at === null)
      await tellOfFlow(op, FLOW_STARTED, person, run)
    op.note({
      subject: show('person', personId),
      details: {
        flow: show('flow', id),
        flowRun: show('flowRun', run),
        name: saidIn(version.name, 'en'),
        number: version.number,
        mandatory: version.mandatory,
      },
    })
    return done({ flowRun: run, person: personId })
  },
})

export const skipStep = operation({
  name: 'flow_step.skip',
  done: { en: 'Skipped a step of a flow', es: 'Omitió un paso de un flujo' },
  summary:
    'Lets somebody off a step of theirs that is not over: it is kept as skipped, not as done, with the reason',
  input: z.strictObject({
    flowRun: id('flowRun'),
    step: id('step'),
    reason: reason.describe('Why, in words; kept encrypted'),
  }),
  right: 'flows:skip',
  async run(op, { flowRun, step: stepId, reason }) {
    const { tx, portal, installation } = op
    const run = await holdRun(tx, flowRun)
    const step = run?.steps.find(({ id }) => id === stepId)
    if (!run || !step) return kitRefuse('not_found')
    if (run.state !== 'open') return refuse('flow_over')
    const outcomes = await outcomesOf(tx, [flowRun])
    if (outcomes.some((one) => one.step === stepId)) return refuse('step_over')
    const key = await installation.keys.of(tx, portal)
    const sealedReason = sealSkip(key, { portal, run: flowRun, step: stepId }, reason)
    op.note(noteOf(run, step))
    await settleStep(
      op,
      { run, step, outcomes },
      { state: 'skipped', language: null, sealedReason },
    )
    return done({ flowRun, person: run.person })
  },
})

export const endFlow = operation({
  name: 'flow.end',
  done: { en: 'Ended an on-boarding flow early', es: 'Terminó antes un flujo de incorporación' },
  summary:
    'Ends a flow of somebody before all of its steps are over; a mandatory one stands before the portal no more',
  input: z.strictObject({
    flowRun: id('flowRun'),
    reason: reason.describe('Why, in words; kept encrypted'),
  }),
  right: 'flows:start',
  async run(op, { flowRun, reason }) {
    const { tx, portal, now, installation } = op
    const run = await holdRun(tx, flowRun)
    if (!run) return kitRefuse('not_found')
    if (run.state !== 'open') return refuse('flow_over')
    const key = await installation.keys.of(tx, portal)
    const sealedReason = sealOfRun(key, portal, flowRun, 'sealed_reason', reason)
    await endRunRow(tx, { id: flowRun, now, sealedReason })
    if (run.mandatory) await showAtGate(tx, run.person)
    op.note(noteOf(run))
    return done({ flowRun, person: run.person })
  },
})
