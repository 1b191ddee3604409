import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { violatedKey } from '../../kit/db/unique-violation.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { nameOf } from '../../kit/placeholders/placeholder.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { newToken } from '../../kit/tokens.ts'
import { invalidField } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import {
  formName,
  link,
  longWords,
  origin,
  role,
  shortWords,
  webAddress,
  type Definition,
  type FormRow,
  type FormState,
} from './form.ts'
import { ofClients, onCopy } from './places.ts'
import {
  changeForm,
  countForms,
  insertForm,
  lockForm,
  staffAmong,
  type FormChange,
} from './queries.ts'

const right = 'people:manage' as const
const onForm = z.strictObject({ form: id('form') })

/** Named like the form, and not to be guessed: whoever has the address may send it. */
const linkFor = (name: string): string => {
  const { token } = newToken()
  const end = token
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 8)
  return `${nameOf(name).replaceAll('_', '-') || 'form'}-${end}`
}

async function noMore(op: OperationContext): Promise<Refusal | null> {
  const most = await reached(op, 'forms', op.portal, () => countForms(op.tx))
  return most === null ? null : refuse('too_many_forms', { values: { most } })
}

export const createForm = operation({
  name: 'form.create',
  done: { en: 'Made a form', es: 'Creó un formulario' },
  summary: 'Makes a kickoff form, which nobody sees before it is opened',
  input: z.strictObject({ name: formName, role: role.default('prospect') }),
  right,
  async run(op, { name, role }) {
    const full = await noMore(op)
    if (full) return full
    const form = newId()
    const definition: Definition = { title: { en: name }, fields: [] }
    await insertForm(
      op.tx,
      {
        id: form,
        name,
        link: linkFor(name),
        state: 'draft',
        role,
        invites: role === 'client',
        definition,
        origins: [],
        notifies: op.caller.person && op.caller.portal === op.portal ? [op.caller.person] : [],
      },
      op.now,
    )
    op.note({ subject: show('form', form), details: { name, role } })
    return done({ form: show('form', form) })
  },
})

/** Locks the form, asks whether what it is changed from is still so, changes it, and notes that. */
export async function changing(
  op: OperationContext,
  { form: id, version }: { form: string; version?: number },
  change: (form: FormRow) => Promise<FormChange | Refusal> | FormChange | Refusal,
) {
  const form = await lockForm(op.tx, id)
  if (!form) return kitRefuse('not_found')
  const stale = op.basedOn(form.version, version)
  if (stale) return stale
  const changed = await change(form)
  if ('say' in changed) return changed
  const keyInUse = await violatedKey(op.tx, () => changeForm(op.tx, id, changed))
  if (keyInUse !== null) return refuse('link_taken', { field: 'link' })
  op.note({ subject: show('form', id), details: { name: changed.name ?? form.name } })
  return done({ form: show('form', id) })
}

export const versionInput = z.int().min(1).optional()

export const updateForm = operation({
  name: 'form.update',
  done: { en: 'Changed a form', es: 'Cambió un formulario' },
  summary: 'Changes what a form is called and says, and what completing it brings about',
  input: onForm.extend({
    version: versionInput,
    name: formName.optional(),
    link: link.optional(),
    title: shortWords.optional(),
    intro: longWords.nullable().optional(),
    role: role.optional(),
    goesWithRole: z
      .boolean()
      .optional()
      .describe('That what only a form that makes clients can have, such as its price, may go'),
    invites: z
      .boolean()
      .optional()
      .describe('Invited when it is completed; else staff invite later, and see who waits'),
    confirmation: longWords.nullable().optional().describe('Said once it is sent'),
    goTo: webAddress.nullable().optional().describe('Where whoever has sent it goes on to'),
    notifies: z.array(id('person')).max(20).optional().describe('Staff who are mailed what comes'),
    origins: z
      .array(origin)
      .max(20)
      .optional()
      .describe('Websites that may show it in a frame; every other is refused'),
  }),
  right,
  run: (op, { form, version, title, intro, confirmation, goTo, goesWithRole, ...change }) =>
    changing(op, { form, version }, async ({ id, role, definition }) => {
      const { notifies } = change
      const isLess = role === 'client' && change.role !== undefined && change.role !== 'client'
      if (isLess && (await keepsPrice(op, id, goesWithRole === true)))
        return refuse('goes_with_role', { field: 'role' })
      if (notifies && (await staffAmong(op.tx, notifies)).length < new Set(notifies).size)
        return invalidField('notifies', 'no_such')
      const said = Object.entries({ title, intro, confirmation, goTo }).filter(
        ([, value]) => value !== undefined,
      )
      return {
        ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
        definition: Object.fromEntries(
          Object.entries({ ...definition, ...Object.fromEntries(said) }).filter(
            ([, value]) => value !== null,
          ),
        ) as unknown as Definition,
      }
    }),
})

/** Takes away what only a form that makes clients can have, once that is wanted. @returns whether it has to be asked for */
async function keepsPrice(op: OperationContext, form: string, isWanted: boolean): Promise<boolean> {
  for (const has of ofClients.of(op.installation)) {
    if ((await has.told(op.tx, form, 'en')) === null) continue
    if (!isWanted) return true
    await has.remove(op, form)
  }
  return false
}

const moves = (
  name: string,
  state: FormState,
  words: { en: string; es: string },
  summary: string,
) =>
  operation({
    name,
    done: words,
    summary,
    input: onForm,
    right,
    run: (op, { form }) =>
      changing(op, { form }, async (row) => {
        const full = row.state === 'archived' && state !== 'archived' ? await noMore(op) : null
        return full ?? { state }
      }),
  })

/** Done twice it is done. */
export const openForm = moves(
  'form.open',
  'open',
  { en: 'Opened a form', es: 'Abrió un formulario' },
  'Opens a form to whoever has its address',
)
export const archiveForm = moves(
  'form.archive',
  'archived',
  { en: 'Archived a form', es: 'Archivó un formulario' },
  'Closes a form; what was sent stays',
)

export const duplicateForm = operation({
  name: 'form.duplicate',
  done: { en: 'Copied a form', es: 'Copió un formulario' },
  summary: 'Makes another form like this one, with an address of its own, not open yet',
  input: onForm,
  right,
  async run(op, { form: id }) {
    const form = await lockForm(op.tx, id)
    if (!form) return kitRefuse('not_found')
    const full = await noMore(op)
    if (full) return full
    const copy = newId()
    const { version: _, ...row } = form
    const name = `${form.name.slice(0, 116)} (2)`
    await insertForm(
      op.tx,
      { ...row, id: copy, name, link: linkFor(form.name), state: 'draft' },
      op.now,
    )
    for (const take of onCopy.of(op.installation)) await take(op, { from: id, to: copy })
    op.note({ subject: show('form', copy), details: { name } })
    return done({ form: show('form', copy) })
  },
})
