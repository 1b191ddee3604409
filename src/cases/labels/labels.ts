import { z } from 'zod'
import { mailSender } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import { refuse } from '../refusals.ts'
import { label, labelKind, LABEL_KINDS, MOST_LABELS, moved, type LabelKind } from './label.ts'
import {
  deleteLabel,
  holdLabel,
  insertLabels,
  isLabelUsed,
  isUntouched,
  lockLabels,
  orderLabels,
  renameLabel,
} from './queries.ts'
import { onLabelRenamed } from './renaming.ts'
import { words } from './texts.ts'

const onLabel = z.strictObject({ kind: labelKind, name: label }).meta({ id: 'CaseLabelName' })

/** What a portal that has named nothing begins with, in its own language. */
export const startingLabels = (language: Language): Record<LabelKind, string[]> => {
  const t = words(language)
  return {
    type: (['advice', 'contract', 'dispute', 'other'] as const).map((one) => t(`type.${one}`)),
    stage: (['intake', 'under_way', 'waiting', 'closing'] as const).map((one) => t(`stage.${one}`)),
  }
}

/**
 * Gives a portal its first types and stages where it has none and no case either; part of an operation.
 * @returns false where somebody has begun already
 */
export async function beginLabels({ tx }: OperationContext, language: Language): Promise<boolean> {
  if (!(await isUntouched(tx))) return false
  const names = startingLabels(language)
  for (const kind of LABEL_KINDS) await insertLabels(tx, kind, names[kind])
  return true
}

export const beginCaseLabels = operation({
  name: 'case_label.begin',
  done: {
    en: 'Began with the usual types and stages',
    es: 'Empezó con los tipos y fases habituales',
  },
  summary: 'Gives a portal that has none its first types and stages of cases',
  input: z.strictObject({}),
  right: 'cases:work',
  async run(op) {
    const { language } = await mailSender(op.tx)
    return (await beginLabels(op, language)) ? done({}) : refuse('labels_begun')
  },
})

export const addCaseLabel = operation({
  name: 'case_label.add',
  done: { en: 'Added a type or stage of cases', es: 'Añadió un tipo o una fase de casos' },
  summary: 'Adds a type or a stage of cases, as the last of its list',
  input: onLabel,
  right: 'cases:work',
  async run(op, { kind, name }) {
    const { tx, portal, note } = op
    const most = await reached(
      op,
      'labels',
      `${kind} ${portal}`,
      async () => (await lockLabels(tx, kind)).length,
    )
    if (most !== null) return refuse('too_many_labels', { values: { most } })
    if ((await insertLabels(tx, kind, [name])) === 0)
      return refuse('label_taken', { field: 'name' })
    note({ details: { kind, name } })
    return done({})
  },
})

export const renameCaseLabel = operation({
  name: 'case_label.rename',
  done: { en: 'Renamed a type or stage of cases', es: 'Cambió el nombre de un tipo o una fase' },
  summary: 'Renames a type or a stage, and with it that of every case that has it',
  input: onLabel.extend({ to: label }),
  right: 'cases:work',
  async run(op, { kind, name, to }) {
    const { tx, installation, note } = op
    if (!(await lockLabels(tx, kind)).includes(name))
      return refuse('no_such_label', { field: 'name' })
    if (!(await renameLabel(tx, kind, { name, to }))) return refuse('label_taken', { field: 'to' })
    for (const rename of onLabelRenamed.of(installation)) await rename(op, { kind, from: name, to })
    note({ details: { kind, name, to } })
    return done({})
  },
})

export const moveCaseLabel = operation({
  name: 'case_label.move',
  done: { en: 'Moved a type or stage of cases', es: 'Cambió de lugar un tipo o una fase' },
  summary: 'Puts a type or a stage at another place of its list',
  input: onLabel.extend({
    position: z.int().min(1).max(MOST_LABELS).describe('Counted from 1; past the end is the end'),
  }),
  right: 'cases:work',
  async run({ tx, note }, { kind, name, position }) {
    const names = await lockLabels(tx, kind)
    if (!names.includes(name)) return refuse('no_such_label', { field: 'name' })
    await orderLabels(tx, kind, moved(names, name, position))
    note({ details: { kind, name, position } })
    return done({})
  },
})

export const removeCaseLabel = operation({
  name: 'case_label.remove',
  done: { en: 'Removed a type or stage of cases', es: 'Quitó un tipo o una fase de casos' },
  summary: 'Removes a type or a stage that no case has',
  input: onLabel,
  right: 'cases:work',
  async run({ tx, note }, { kind, name }) {
    // Whoever opens a case with it holds it until then, and is waited for here.
    if (!(await lockLabels(tx, kind)).includes(name))
      return refuse('no_such_label', { field: 'name' })
    if (await isLabelUsed(tx, kind, name)) return refuse('label_used')
    await deleteLabel(tx, kind, name)
    note({ details: { kind, name } })
    return done({})
  },
})

/** Holds the type and the stage that a case is about to take. @returns the refusal where one is not there */
export async function holdLabels(
  { tx }: OperationContext,
  { type, stage }: { type?: string | null; stage?: string | null },
) {
  if (type && !(await holdLabel(tx, 'type', type))) return refuse('no_such_type', { field: 'type' })
  if (stage && !(await holdLabel(tx, 'stage', stage)))
    return refuse('no_such_stage', { field: 'stage' })
  return null
}
