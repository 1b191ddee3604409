import { z } from 'zod'
import {
  countAskedMail,
  email,
  language,
  languageOf,
  line,
  mailSender,
} from '../../identity/index.ts'
import { keepGuestUploads } from '../../files/index.ts'
import { seal } from '../../kit/crypto.ts'
import { networkOf } from '../../kit/http/address.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { spendWithin, type Limit } from '../../kit/limits.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isSolution, readPuzzle } from '../../kit/puzzle.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { invalidFields } from '../../kit/validation.ts'
import { MOST_ANSWERED, readAnswers } from '../form/answers.ts'
import { fieldKey, MOST_CHOICES, MOST_FIELDS, neverKept, type FormRow } from '../form/form.ts'
import { formById, formByLink } from '../form/queries.ts'
import { refuse } from '../refusals.ts'
import { complete, completionJob } from '../submissions/completing.ts'
import { changeSubmission, insertSubmission, lockSubmission } from '../submissions/queries.ts'
import { sealSent } from '../submissions/submission.ts'
import { DRAFT_DAYS, draftPlace } from './draft.ts'
import { draftMail } from './mails.ts'
import { deleteDraft, insertDraft } from './queries.ts'
import { holdFiles, sentFilesIn } from './sent-files.ts'

const HOUR = 3600

/** What one network may send with all forms of a portal: an office at a fair, and no flood. */
export const perNetwork = (portal: string, network: string): Limit => ({
  name: 'forms.network',
  key: `${portal} ${network}`,
  points: 120,
  seconds: HOUR,
})

/** Sent without an answer to the puzzle, as without JavaScript; from one network, and from all together. */
const unsolved = (portal: string): Limit => ({
  name: 'forms.unsolved',
  key: portal,
  points: 60,
  seconds: HOUR,
})
const unsolvedFrom = (portal: string, network: string): Limit => ({
  name: 'forms.unsolved network',
  key: `${portal} ${network}`,
  points: 10,
  seconds: HOUR,
})

const EASIEST = 13
const HARDEST = 16
/** Half a second's work, more for a network from which many come. */
export const puzzleBits = (spent: number): number =>
  Math.min(HARDEST, EASIEST + Math.floor(spent / 20))

export const puzzleFor = (form: string, ip: string | undefined) => ({
  form: `form ${form}`,
  network: networkOf(ip ?? 'unknown'),
})

export const answersInput = z
  .record(
    fieldKey,
    z.union([z.string().max(10_000), z.array(z.string().max(500)).max(MOST_CHOICES)]),
  )
  .refine((all) => Object.keys(all).length <= MOST_FIELDS, {
    params: { text: 'too_many', maximum: MOST_FIELDS },
  })
  .meta({ maxProperties: MOST_FIELDS })
  .describe('By the field’s key; of many choices a list, and of files one of uploads')

/** First and last name together are a name of at most 120. */
const partOfName = line(59)

const proof = {
  challenge: z.string().max(200).default(''),
  answer: z.string().max(200).default(''),
}

const opened = async (
  { tx }: OperationContext,
  link: string,
): Promise<{ form: FormRow } | { refusal: Refusal }> => {
  const form = await formByLink(tx, link)
  return form?.state === 'open' ? { form } : { refusal: refuse('form_closed') }
}

/** Spends what this costs; refused, the transaction gives it all back. */
async function overLimit(
  { tx, now, portal, installation }: OperationContext,
  network: string,
  solved: boolean,
): Promise<Refusal | null> {
  const limits = solved
    ? [perNetwork(portal, network)]
    : [perNetwork(portal, network), unsolvedFrom(portal, network), unsolved(portal)]
  for (const limit of limits) {
    const { allowed, resetSeconds } = await spendWithin(tx, installation, limit, now)
    if (!allowed) return { ...refuse('sent_too_often'), retryAfterSeconds: resetSeconds }
  }
  return null
}

export const submitForm = operation({
  name: 'form.submit',
  done: { en: 'Sent a form', es: 'Envió un formulario' },
  summary: 'Takes what a visitor sends with a form',
  input: z.strictObject({
    link: z.string().max(60),
    firstName: partOfName,
    lastName: partOfName,
    email,
    answers: answersInput,
    language: language.default('en'),
    draft: z.string().max(100).default(''),
    ...proof,
  }),
  right: null,
  quiet: true,
  async run(op, { link, answers: typed, language, draft, challenge, answer, ...who }) {
    const { tx, now, portal, caller, installation, note } = op
    const there = await opened(op, link)
    if ('refusal' in there) return there.refusal
    const { form } = there
    const whom = puzzleFor(form.id, caller.ip)
    const puzzle = readPuzzle(installation.keys, whom, challenge, now)
    if (!puzzle) return refuse('stale_puzzle')
    const read = readAnswers(form.definition, typed)
    if ('wrong' in read) return invalidFields(read.wrong)
    const { answers } = read
    if (JSON.stringify(answers).length > MOST_ANSWERED) return refuse('too_much_text')
    const submission = newId()
    const key = await installation.keys.of(tx, portal)
    const isNew = await insertSubmission(tx, {
      id: submission,
      form,
      filledBy: caller.portal === portal ? caller.person : undefined,
      challenge: puzzle.hash,
      language,
      sealed: sealSent(key, portal, submission, { ...who, answers }),
      now,
    })
    // The same page once more: answered like the first.
    if (!isNew) return done({ form })
    const over = await overLimit(op, whom.network, isSolution(puzzle, answer))
    if (over) return over
    const held = await holdFiles(op, form.definition, answers, submission)
    if (!held.ok) return held
    if (held.value.files)
      await changeSubmission(tx, submission, {
        state: 'received',
        sealed: sealSent(key, portal, submission, { ...who, ...held.value }),
      })
    if (draft) await deleteDraft(tx, form.id, hashToken(draft))
    await op.enqueue(completionJob, { portal, submission })
    note({ subject: show('submission', submission), details: { form: show('form', form.id) } })
    return done({ form })
  },
})

export const fillForm = operation({
  name: 'form.fill',
  done: { en: 'Filled in a form', es: 'Rellenó un formulario' },
  summary: 'Fills in a form for a contact; what differs is taken over at once',
  input: z.strictObject({
    form: id('form'),
    firstName: partOfName,
    lastName: partOfName,
    email,
    answers: answersInput.default({}),
    language: language.default('en'),
  }),
  right: 'people:manage',
  async run(op, { form: formId, answers: typed, language, ...who }) {
    const { tx, now, portal, caller, installation } = op
    const form = await formById(tx, formId)
    if (!form || form.state === 'archived') return kitRefuse('not_found')
    const read = readAnswers(form.definition, typed)
    if ('wrong' in read) return invalidFields(read.wrong)
    const submission = newId()
    const held = await holdFiles(op, form.definition, read.answers, submission)
    if (!held.ok) return held
    const key = await installation.keys.of(tx, portal)
    await insertSubmission(tx, {
      id: submission,
      form,
      filledBy: caller.portal === portal ? caller.person : undefined,
      language,
      sealed: sealSent(key, portal, submission, { ...who, ...held.value }),
      now,
    })
    await complete(op, (await lockSubmission(tx, submission))!, 'all')
    return done({ submission: show('submission', submission) })
  },
})

export const keepDraft = operation({
  name: 'form.keep_draft',
  done: { en: 'Kept a form to go on later', es: 'Guardó un formulario para seguir después' },
  summary: 'Keeps what a visitor has typed so far, and mails a link to go on with it',
  input: z.strictObject({
    link: z.string().max(60),
    email,
    firstName: z.string().max(200).default(''),
    lastName: z.string().max(200).default(''),
    answers: answersInput,
    language: language.default('en'),
    ...proof,
  }),
  right: null,
  quiet: true,
  async run(op, { link, language: typedLanguage, challenge, answer, ...typed }) {
    const { tx, now, portal, caller, installation } = op
    const there = await opened(op, link)
    if ('refusal' in there) return there.refusal
    const { form } = there
    const whom = puzzleFor(form.id, caller.ip)
    const puzzle = readPuzzle(installation.keys, whom, challenge, now)
    if (!puzzle) return refuse('stale_puzzle')
    const left = neverKept(form.definition)
    const answers = Object.entries(typed.answers).filter(([key]) => !left.includes(key))
    const text = JSON.stringify({ ...typed, answers: Object.fromEntries(answers) })
    if (text.length > MOST_ANSWERED) return refuse('too_much_text')
    const over = await overLimit(op, whom.network, isSolution(puzzle, answer))
    if (over) return over
    // Answered alike: nobody learns what others asked for there.
    if (!(await countAskedMail(op, typed.email))) return done({ form })
    const draft = newId()
    const { token, hash } = newToken()
    const expires = now.add({ hours: 24 * DRAFT_DAYS })
    const key = await installation.keys.of(tx, portal)
    await insertDraft(tx, {
      id: draft,
      form: form.id,
      hash,
      sealed: seal(key, draftPlace(portal, draft), text),
      now,
      expires,
    })
    await keepGuestUploads(op, sentFilesIn(form.definition, typed.answers), expires)
    const sender = await mailSender(tx)
    const language = languageOf({ language: typedLanguage }, sender)
    const mail = draftMail({ installation, sender, language, form, to: typed, token, expires })
    await op.mail(mail && { ...mail, urgent: true })
    return done({ form })
  },
})
