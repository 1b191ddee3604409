import { z } from 'zod'
import { CONSOLE, newId } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { spendWithin } from '../../kit/limits.ts'
import { done, jobCaller, operation, perform, type Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { enqueueSealed, openJob, sealedJobType, type Sealed } from '../../kit/sealed-job.ts'
import { askFor } from '../limits/limited-request.ts'
import { countAskedMail } from '../mail-limits/mail-limits.ts'
import { email, language } from '../persons/person.ts'
import { mailSender } from '../persons/queries.ts'
import { placesMail } from './mails.ts'
import { placesOf } from './queries.ts'

/** Mails to one address within an hour. */
const MAILS_AN_HOUR = 3

/** Looked up later, so that the answer is the same and takes as long whoever asks. */
export const findPortalsJob = sealedJobType('find_portals', 4)

const schema = z.object({ email, language })

export const findPortals = operation({
  name: 'portals.find',
  done: { en: 'Asked for their portals', es: 'Preguntó por sus portales' },
  summary: 'Mails the portals where an e-mail address can sign in',
  input: z.strictObject({ email, language: language.default('en') }),
  right: null,
  quiet: true,
  portal: () => CONSOLE,
  async run(op, wish) {
    const { tx, now, installation, note } = op
    const limit = {
      name: 'find portals mail',
      key: wish.email,
      points: MAILS_AN_HOUR,
      seconds: 3600,
    }
    const { allowed } = await spendWithin(tx, installation, limit, now)
    if (allowed) await enqueueSealed(op, findPortalsJob, wish)
    note({ outcome: allowed ? 'asked' : 'enough' })
    return done({})
  },
})

/** @see findPortals; counted before by where it comes from. */
export const askForPortals = (
  installation: Installation,
  caller: Caller,
  input: unknown,
): Promise<Done<object> | Refusal> =>
  askFor(installation, caller, { operation: findPortals, entrance: 'find_portals' }, input)

const tellPlaces = operation({
  name: 'portals.tell',
  done: { en: 'Was mailed their portals', es: 'Recibió sus portales por correo' },
  summary: 'Mails somebody the portals where they can sign in',
  input: z.strictObject({
    email,
    language,
    places: z.array(z.object({ name: z.string(), host: z.string(), suspended: z.boolean() })),
  }),
  right: 'job',
  quiet: true,
  async run(op, { email, language, places }) {
    const { tx, installation } = op
    if (!(await countAskedMail(op, email))) return done({})
    const sender = await mailSender(tx)
    const person = { id: newId(), name: email, email }
    const mail = placesMail({ installation, sender, person, language, places })
    // Known by their address alone: of nobody in particular here.
    await op.mail(mail && { ...mail, person: undefined, urgent: true })
    return done({})
  },
})

/** Looks up and mails; nobody with that address gets nothing. */
export async function mailPlaces(installation: Installation, job: Sealed): Promise<void> {
  const wish = schema.parse(await openJob(installation, findPortalsJob, job))
  const places = await placesOf(installation.db, wish.email)
  if (places.length === 0) return
  const told = await perform(installation, tellPlaces, jobCaller(CONSOLE), { ...wish, places })
  if (!told.ok) throw new Error(told.code)
}
