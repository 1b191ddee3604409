import type { Action } from './action.ts'
import type { Condition } from './condition.ts'
import type { Rules } from './procedure.ts'
import { listProcedures, rewriteRules } from './queries.ts'
import { renameInWaiting } from './runs/queries.ts'
import { onLabelRenamed, type Renaming } from '../labels/renaming.ts'
import type { Trigger } from './trigger.ts'

/** The rules as they read once a type or a stage is called otherwise. Pure. */
export function renamed(rules: Rules, { kind, from, to }: Renaming): Rules {
  const stage = <T extends { stage: string }>(one: T): T =>
    kind === 'stage' && one.stage === from ? { ...one, stage: to } : one
  const trigger: Trigger =
    rules.trigger.on === 'stage_entered' ? stage(rules.trigger) : rules.trigger
  const conditions = rules.conditions.map((one): Condition => {
    if (one.about !== 'case_type' && one.about !== 'case_stage') return one
    return one.about === `case_${kind}` && one.value === from ? { ...one, value: to } : one
  })
  const actions = rules.actions.map((one): Action => (one.do === 'change_stage' ? stage(one) : one))
  return { trigger, conditions, actions }
}

/** Keeps procedures, and what waits, meaning the same type or stage when it is renamed. */
export const renameInProcedures = onLabelRenamed.with(async ({ tx }, renaming) => {
  for (const procedure of await listProcedures(tx)) {
    const rules = renamed(procedure, renaming)
    const { trigger, conditions, actions } = procedure
    if (JSON.stringify(rules) !== JSON.stringify({ trigger, conditions, actions }))
      await rewriteRules(tx, procedure.id, rules)
  }
  if (renaming.kind === 'stage') await renameInWaiting(tx, renaming)
})
