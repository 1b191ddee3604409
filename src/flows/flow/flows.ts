import { z } from 'zod'
import { staffToTell } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { saidIn } from '../step/said.ts'
import { flowName, helpers } from './flow.ts'
import {
  countFlows,
  countStaff,
  flowById,
  insertFlow,
  insertVersion,
  lockFlow,
  setHelpers,
  updateFlow,
} from './queries.ts'

const right = 'flows:manage' as const
const onFlow = z.strictObject({ flow: id('flow') })
const missing = () => kitRefuse('not_found')

const areStaff = async ({ tx }: OperationContext, people: readonly string[]) =>
  (await countStaff(tx, people)) === people.length

export const createFlow = operation({
  name: 'flow.create',
  done: { en: 'Wrote an on-boarding flow', es: 'Escribió un flujo de incorporación' },
  details: { mandatory: { en: 'Mandatory', es: 'Obligatorio' } },
  summary: 'Begins an on-boarding flow, without steps; nobody can be in it before it is published',
  input: z.strictObject({
    name: flowName.describe('In each language that clients read; one is enough'),
    mandatory: z
      .boolean()
      .default(false)
      .describe('Whether it stands between the client and the rest of the portal'),
    helpers: helpers
      .optional()
      .describe('Staff who are told when somebody is stuck; left out, whoever begins the flow'),
  }),
  right,
  async run(op, { name, mandatory, helpers }) {
    const { tx, portal, now, caller, note } = op
    const most = await reached(op, 'flows', portal, () => countFlows(tx))
    if (most !== null) return refuse('too_many_flows', { values: { most } })
    const own = caller.person ?? (await staffToTell(tx, 1))[0]?.id
    const people = helpers ?? (own === undefined ? [] : [own])
    if (people.length === 0) return invalidField('helpers', 'required')
    if (!(await areStaff(op, people))) return invalidField('helpers', 'no_such')
    const flow = newId()
    await insertFlow(tx, { id: flow, name, mandatory, now })
    await setHelpers(tx, flow, people)
    note({ subject: show('flow', flow), details: { name: saidIn(name, 'en'), mandatory } })
    return done({ flow })
  },
})

export const changeFlow = operation({
  name: 'flow.change',
  done: { en: 'Changed an on-boarding flow', es: 'Cambió un flujo de incorporación' },
  summary:
    'Changes what a flow is called and whether it is mandatory, for those who start once it is published; and at once who helps',
  input: onFlow.extend({
    version: z.int().min(1).optional(),
    name: flowName.optional(),
    mandatory: z.boolean().optional(),
    helpers: helpers.optional(),
  }),
  right,
  async run(op, { flow: id, version, name, mandatory, helpers }) {
    const { tx, note } = op
    const flow = await lockFlow(tx, id)
    if (!flow) return missing()
    const stale = op.basedOn(flow.version, version)
    if (stale) return stale
    if (helpers && !(await areStaff(op, helpers))) return invalidField('helpers', 'no_such')
    if (helpers) await setHelpers(tx, id, helpers)
    const changes = { ...(name && { name }), ...(mandatory !== undefined && { mandatory }) }
    await updateFlow(tx, id, changes)
    const changed = [...Object.keys(changes), ...(helpers ? ['helpers'] : [])]
    const details = { name: saidIn(name ?? flow.name, 'en'), changed }
    note({ subject: show('flow', id), details })
    return done({ flow: id })
  },
})

export const publishFlow = operation({
  name: 'flow.publish',
  done: { en: 'Published an on-boarding flow', es: 'Publicó un flujo de incorporación' },
  details: { flow_version: { en: 'Version', es: 'Versión' } },
  summary:
    'Makes a version of a flow as it is written now, for those who start from now on; those who are in it stay in theirs',
  input: onFlow,
  right,
  async run(op, { flow: id }) {
    const { tx, now, caller, note, installation } = op
    const flow = await lockFlow(tx, id)
    if (!flow) return missing()
    const stale = op.basedOn(flow.version)
    if (stale) return stale
    if (flow.draft.length === 0) return refuse('flow_empty')
    const { isChanged } = (await flowById(tx, id))!
    if (flow.published !== null && !isChanged) return refuse('flow_unchanged')
    const number = (flow.published ?? 0) + 1
    const most = installation.caps.flowVersions
    if (number > most) return refuse('too_many_flow_versions', { values: { most } })
    const { name, mandatory, draft: steps } = flow
    const version = { flow: id, number, name, mandatory, steps }
    await insertVersion(tx, { ...version, now, by: caller.person ?? null })
    await updateFlow(tx, id, { published: number })
    note({ subject: show('flow', id), details: { name: saidIn(name, 'en'), flow_version: number } })
    return done({ flow: id })
  },
})

export const removeFlow = operation({
  name: 'flow.remove',
  done: { en: 'Removed an on-boarding flow', es: 'Quitó un flujo de incorporación' },
  summary: 'Removes a flow, so that nobody starts it; those who are in it go on to its end',
  input: onFlow,
  right,
  async run({ tx, now, note, basedOn }, { flow: id }) {
    const flow = await lockFlow(tx, id)
    if (!flow) return missing()
    const stale = basedOn(flow.version)
    if (stale) return stale
    await updateFlow(tx, id, { removedAt: now })
    note({ subject: show('flow', id), details: { name: saidIn(flow.name, 'en') } })
    return done({ flow: id })
  },
})
