import { z } from 'zod'
import { mailSender } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidFields, type Wrong } from '../../kit/validation.ts'
import { beginLabels } from '../labels/labels.ts'
import { isAboutCase } from './condition.ts'
import { isAboutContact, procedureName, rules, type Rules } from './procedure.ts'
import {
  changeProcedureRow,
  countProcedures,
  insertProcedure,
  lockProcedure,
  mentionable,
} from './queries.ts'
import { refuse } from './refusals.ts'

const right = 'cases:work' as const
const onProcedure = z.strictObject({ procedure: id('procedure') })
const missing = () => kitRefuse('not_found')

export const createProcedure = operation({
  name: 'procedure.create',
  done: { en: 'Wrote a procedure', es: 'Escribió un procedimiento' },
  details: {
    on: { en: 'Trigger', es: 'Disparador' },
  },
  summary: 'Writes a procedure: when something happens, if it is so, then do this',
  input: z.strictObject({
    name: procedureName,
    ...rules,
    on: z.boolean().default(false).describe('Whether it is switched on at once'),
  }),
  right,
  async run(op, { on, ...written }) {
    const { tx, portal, now, note } = op
    const author = authorOf(op)
    if (author === null) return kitRefuse('forbidden')
    const most = await reached(op, 'procedures', portal, () => countProcedures(tx))
    if (most !== null) return refuse('too_many_procedures', { values: { most } })
    await beginLabels(op, (await mailSender(tx)).language)
    const wrong = await wrongIn(op, written)
    if (wrong) return wrong
    const id = newId()
    await insertProcedure(tx, { ...written, id, author, now, on })
    note({ subject: show('procedure', id), details: { name: written.name, on } })
    return done({ procedure: id })
  },
})

export const changeProcedure = operation({
  name: 'procedure.change',
  done: { en: 'Changed a procedure', es: 'Cambió un procedimiento' },
  details: {
    trigger: { en: 'When it runs', es: 'Cuándo se ejecuta' },
    conditions: { en: 'Conditions', es: 'Condiciones' },
    actions: { en: 'What it does', es: 'Qué hace' },
  },
  summary: 'Changes a procedure; what waits is looked at by the new rules once it is due',
  input: onProcedure.extend({
    version: z.int().min(1).optional(),
    name: procedureName.optional(),
    trigger: rules.trigger.optional(),
    conditions: rules.conditions.removeDefault().optional(),
    actions: rules.actions.optional(),
  }),
  right,
  async run(op, { procedure: id, version, ...changes }) {
    const { tx, note } = op
    const author = authorOf(op)
    if (author === null) return kitRefuse('forbidden')
    const procedure = await lockProcedure(tx, id)
    if (!procedure) return missing()
    const stale = op.basedOn(procedure.version, version)
    if (stale) return stale
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    const { name, trigger, conditions, actions } = procedure
    const written = { name, trigger, conditions, actions, ...Object.fromEntries(given) }
    const wrong = await wrongIn(op, written)
    if (wrong) return wrong
    await changeProcedureRow(tx, id, { ...written, author })
    note({
      subject: show('procedure', id),
      details: { name: written.name, changed: given.map(([what]) => what) },
    })
    return done({ procedure: id })
  },
})

export const switchProcedureOn = operation({
  name: 'procedure.switch_on',
  done: { en: 'Switched a procedure on', es: 'Activó un procedimiento' },
  summary: 'Switches a procedure on, for what happens from now on',
  input: onProcedure,
  right,
  async run(op, { procedure: id }) {
    const { tx, now, note } = op
    const author = authorOf(op)
    if (author === null) return kitRefuse('forbidden')
    const procedure = await lockProcedure(tx, id)
    if (!procedure) return missing()
    const stale = op.basedOn(procedure.version)
    if (stale) return stale
    if (procedure.activeSince) return refuse('already_on')
    // Whoever switches it on answers for what it does from now on, with their own rights.
    await changeProcedureRow(tx, id, { active_since: now, author_id: author })
    note({ subject: show('procedure', id), details: { name: procedure.name } })
    return done({ procedure: id })
  },
})

export const switchProcedureOff = operation({
  name: 'procedure.switch_off',
  done: { en: 'Switched a procedure off', es: 'Desactivó un procedimiento' },
  summary: 'Switches a procedure off; what waits is skipped once it is due',
  input: onProcedure,
  right,
  async run({ tx, note, basedOn }, { procedure: id }) {
    const procedure = await lockProcedure(tx, id)
    if (!procedure) return missing()
    const stale = basedOn(procedure.version)
    if (stale) return stale
    if (!procedure.activeSince) return refuse('already_off')
    await changeProcedureRow(tx, id, { active_since: null })
    note({ subject: show('procedure', id), details: { name: procedure.name } })
    return done({ procedure: id })
  },
})

export const removeProcedure = operation({
  name: 'procedure.remove',
  done: { en: 'Removed a procedure', es: 'Quitó un procedimiento' },
  summary: 'Removes a procedure; its runs stay to be read',
  input: onProcedure,
  right,
  async run({ tx, now, note, basedOn }, { procedure: id }) {
    const procedure = await lockProcedure(tx, id)
    if (!procedure) return missing()
    const stale = basedOn(procedure.version)
    if (stale) return stale
    await changeProcedureRow(tx, id, { active_since: null, removed_at: now })
    note({ subject: show('procedure', id), details: { name: procedure.name } })
    return done({ procedure: id })
  },
})

/** A procedure acts with the rights of whoever wrote it: a person of this very portal. */
const authorOf = ({ caller, portal }: OperationContext): string | null =>
  caller.portal === portal ? (caller.person ?? null) : null

/** What no schema can see: whether the portal knows what the rules mention, and whether it fits together. */
async function wrongIn(
  { tx }: OperationContext,
  { trigger, conditions, actions }: Rules,
): Promise<Refusal | null> {
  const choices = await mentionable(tx)
  const wrong: Wrong[] = []
  const among = (field: string, value: string, allowed: readonly string[]) => {
    if (!allowed.includes(value))
      wrong.push({ field, text: 'choice', values: { allowed: allowed.join(', ') } })
  }
  if (trigger.on === 'stage_entered') among('trigger.stage', trigger.stage, choices.stages)
  conditions.forEach((one, n) => {
    const field = `conditions.${n}`
    if (one.about === 'case_type') among(`${field}.value`, one.value, choices.types)
    if (one.about === 'case_stage') among(`${field}.value`, one.value, choices.stages)
    if (one.about === 'field' && !choices.fields.some(({ id }) => id === one.field))
      wrong.push({ field: `${field}.field`, text: 'unknown_field' })
  })
  actions.forEach((one, n) => {
    if (one.do === 'change_stage') among(`actions.${n}.stage`, one.stage, choices.stages)
    if (one.do === 'start_flow' && !choices.flows.some(({ id }) => id === one.flow))
      wrong.push({ field: `actions.${n}.flow`, text: 'no_such' })
  })
  if (wrong.length > 0) return invalidFields(wrong)
  if (!isAboutContact(trigger)) return null
  const condition = conditions.findIndex(isAboutCase)
  if (condition >= 0) return refuse('needs_case', { field: `conditions.${condition}.about` })
  const action = actions.findIndex((one) => one.do === 'change_stage')
  return action >= 0 ? refuse('needs_case', { field: `actions.${action}.stage` }) : null
}
