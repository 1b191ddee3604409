import { z } from 'zod'
import { addHeld } from '../../files/index.ts'
import { inviteAgain, type ContactRole } from '../../identity/index.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import {
  done,
  jobCaller,
  operation,
  perform,
  performPart,
  type OperationContext,
} from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import { contactById, createContact, fieldsOf, updateContact } from '../../people/index.ts'
import { neverKept, type Definition, type FormRow } from '../form/form.ts'
import { onCompletion } from '../form/places.ts'
import { formById } from '../form/queries.ts'
import { cardOf, isNothing, parted, type Trust } from './differences.ts'
import { tellOfSubmission } from './mails.ts'
import { changeSubmission, definitionOf, holdEmail, lockSubmission, personWith } from './queries.ts'
import {
  fullName,
  openSent,
  sealDifferences,
  sealSent,
  type Differences,
  type Sent,
  type SubmissionRow,
} from './submission.ts'

interface CompletionJob {
  portal: string
  /** Row id. */
  submission: string
}
const TRIES_AGAIN = 20
export const completionJob = jobType<CompletionJob>('form_completion', TRIES_AGAIN)

/** Who it is of, and what of it waits for staff. */
interface Settled {
  contact: string | null
  /** Row id of whoever has this e-mail, a colleague too. */
  whose: string
  isNew: boolean
  waits: Differences
  /** Nothing of it is taken over before staff do: anybody can type an e-mail. */
  isDistrusted: boolean
}

/**
 * What completing a form brings about, apart from its answer: so that nobody learns, not even by how long the answer
 * takes, whether an e-mail is known.
 */
export const completeSubmission = operation({
  name: 'form.complete',
  done: { en: 'Completed a form', es: 'Completó un formulario' },
  details: {
    form: { en: 'Form', es: 'Formulario' },
    created: { en: 'New contact', es: 'Contacto nuevo' },
    waits: { en: 'Waits for staff', es: 'Espera al equipo' },
  },
  summary: 'Finds or adds whoever sent a form, and does what the form says',
  input: z.strictObject({ submission: id('submission') }),
  right: 'job',
  async run(op, { submission }) {
    const row = await lockSubmission(op.tx, submission)
    if (!row) return refuse('not_found')
    if (row.state === 'received') await complete(op, row)
    return done({})
  },
})

export async function runCompletion(
  installation: Installation,
  { portal, submission }: CompletionJob,
): Promise<void> {
  const input = { submission: show('submission', submission) }
  await perform(installation, completeSubmission, jobCaller(portal), input)
}

/** Completes what was received: part of an operation, which holds it. @param trusted what whoever sent it is taken at their word for */
export async function complete(
  op: OperationContext,
  row: SubmissionRow,
  trusted?: Trust,
): Promise<void> {
  const { tx, now, portal, installation } = op
  const key = await installation.keys.of(tx, portal)
  const sent = openSent(key, portal, row, installation.log)
  const form = (await formById(tx, row.form_id))!
  if (!sent) throw new Error(`a form that was sent cannot be read: ${row.id}`)
  await holdEmail(tx, sent.email)
  const definition = await definitionOf(tx, form.id, row.version)
  const whom = await settle(op, { form, definition, row, sent, trusted })
  const { contact, isNew } = whom
  const left = await addFiles(op, row, sent, whom)
  const waits = left > 0 && contact !== null ? { ...whom.waits, files: left } : whom.waits
  const isWaiting = !isNothing(waits)
  await changeSubmission(tx, row.id, {
    state: isWaiting ? 'waiting' : 'completed',
    person_id: contact,
    created_contact: isNew,
    sealed_differences: isWaiting ? sealDifferences(key, portal, row.id, waits) : null,
    ...withoutChecks(definition, sent, (kept) => sealSent(key, portal, row.id, kept)),
    completed_at: now,
  })
  if (contact !== null && form.invites) await invite(op, contact)
  for (const then of onCompletion.of(installation))
    await then(op, { form, submission: row.id, contact, isNew, by: row.filled_by })
  await tellOfSubmission(op, form, { submission: row.id, from: fullName(sent) })
  op.note({
    subject: show('submission', row.id),
    details: {
      form: show('form', form.id),
      ...(contact === null ? {} : { person: show('person', contact) }),
      created: isNew,
      waits: isWaiting,
    },
  })
}

/** What is compared at registration goes once it is with the contact. */
function withoutChecks(
  definition: Definition,
  { answers, ...sent }: Sent,
  sealed: (sent: Sent) => Buffer,
): { sealed?: Buffer } {
  const checks = neverKept(definition).filter((key) => key in answers)
  if (checks.length === 0) return {}
  const kept = Object.entries(answers).filter(([key]) => !checks.includes(key))
  return { sealed: sealed({ ...sent, answers: Object.fromEntries(kept) }) }
}

/** Those that came with it become the contact’s. @returns how many stay with the submission */
async function addFiles(
  op: OperationContext,
  row: SubmissionRow,
  { files = {} }: Sent,
  { contact, whose, isDistrusted }: Settled,
): Promise<number> {
  if (Object.keys(files).length === 0) return 0
  if (contact !== null && !isDistrusted)
    await addHeld(op, row.id, { kind: 'person', holder: contact, by: whose })
  // With those for which the contact has as many as there can be.
  return addHeld(op, row.id, { kind: 'submission', holder: row.id, by: whose })
}

interface Settling {
  form: FormRow
  definition: Definition
  row: SubmissionRow
  sent: Sent
  trusted?: Trust
}

async function settle(
  op: OperationContext,
  { form, definition, row, sent, trusted }: Settling,
): Promise<Settled> {
  const { tx, now } = op
  const said = cardOf(definition, sent, await fieldsOf(tx), now)
  const there = await personWith(tx, sent.email)
  if (!there) return add(op, form.role, row, sent, said)
  // A colleague's e-mail: what was sent is kept, and is nobody's card.
  const before = there.kind === 'contact' ? await contactById(tx, there.id, now) : null
  if (!before)
    return { contact: null, whose: there.id, isNew: false, waits: {}, isDistrusted: true }
  const trust = trusted ?? (before.activated_at ? 'nothing' : 'fill_in')
  const { atOnce, waits } = parted(before, form.role, said, trust)
  const person = show('person', before.id)
  const result = isNothing(atOnce)
    ? done({})
    : await performPart(op, updateContact, { person, ...atOnce })
  // Such as a company where there are as many as there can be.
  return {
    ...{ contact: before.id, whose: before.id, isNew: false, isDistrusted: trust === 'nothing' },
    waits: result.ok ? waits : { ...waits, ...atOnce },
  }
}

async function add(
  op: OperationContext,
  role: ContactRole,
  { language }: SubmissionRow,
  { email }: Sent,
  said: Differences,
): Promise<Settled> {
  const { name, digits, ...rest } = said
  const card = { name, digits, ...rest, email, role, language }
  const whole = await performPart(op, createContact, card)
  const added = whole.ok
    ? whole
    : await performPart(op, createContact, { name, email, role, language })
  if (!added.ok) throw new Error(`a contact of a form was refused: ${added.code}`)
  const contact = parseId('person', added.value.person)!
  return {
    ...{ contact, whose: contact, isNew: true, isDistrusted: false },
    waits: whole.ok ? {} : rest,
  }
}

/** Whoever was just invited has a link that works: somebody else's form would end it. */
const INVITED_LATELY = { hours: 1 }

/** Where they may not be, staff see that they wait. */
async function invite(op: OperationContext, contact: string): Promise<void> {
  const card = await contactById(op.tx, contact, op.now)
  if (!card || card.activated_at || card.disabled_at) return
  const invited = card.email === null ? null : (await personWith(op.tx, card.email))?.invited_at
  if (invited && Temporal.Instant.compare(invited.add(INVITED_LATELY), op.now) > 0) return
  await performPart(op, inviteAgain, { person: show('person', contact) })
}
