import { z } from 'zod'
import { open, seal } from '../../kit/crypto.ts'
import { CONSOLE, newId } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { spendWithin } from '../../kit/limits.ts'
import { mailJob } from '../../kit/mail.ts'
import { done, jobCaller, operation, perform, type Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { admit } from '../limits/entrances.ts'
import { email, language } from '../persons/person.ts'
import { mailSender } from '../persons/queries.ts'
import { performInTurn } from '../sessions/judging.ts'
import { placesMail } from './mails.ts'
import { placesOf } from './queries.ts'

/** Mails to one address within an hour. */
const MAILS_AN_HOUR = 3

/** Looked up later, so that the answer is the same and takes as long whoever asks. */
export const findPortalsJob = jobType<{ sealed: string }>('find_portals', 4)

const place = { portal: CONSOLE, table: 'jobs', row: 'find_portals', column: 'sealed' }
const asked = z.object({ email, language })

export const findPortals = operation({
  name: 'portals.find',
  summary: 'Mails the portals where an e-mail address can sign in',
  input: z.strictObject({ email, language: language.default('en') }),
  right: null,
  quiet: true,
  portal: () => CONSOLE,
  async run({ tx, now, installation, enqueue, note }, wish) {
    const limit = {
      name: 'find portals mail',
      key: wish.email,
      points: MAILS_AN_HOUR,
      seconds: 3600,
    }
    const { allowed } = await spendWithin(tx, installation, limit, now)
    const key = await installation.keys.of(tx, CONSOLE)
    const sealed = seal(key, place, JSON.stringify(wish)).toString('base64')
    if (allowed) await enqueue(findPortalsJob, { sealed })
    else await enqueue(mailJob, { portal: CONSOLE, mail: newId() })
    note({ outcome: allowed ? 'asked' : 'enough' })
    return done({})
  },
})

/** @see findPortals; counted before by where it comes from. */
export async function askForPortals(
  installation: Installation,
  caller: Caller,
  input: unknown,
): Promise<Done<object> | Refusal> {
  const parsed = findPortals.input.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const over = await admit(installation, caller, 'find_portals', {})
  return over ?? performInTurn(installation, findPortals, caller, input)
}

const tellPlaces = operation({
  name: 'portals.tell',
  summary: 'Mails somebody the portals where they can sign in',
  input: z.strictObject({
    email,
    language,
    places: z.array(z.object({ name: z.string(), host: z.string() })),
  }),
  right: 'job',
  quiet: true,
  async run(work, { email, language, places }) {
    const { tx, portal, installation } = work
    const sender = await mailSender(tx, portal)
    const person = { id: newId(), name: email, email }
    const letter = placesMail({ installation, sender, person, language, places })
    // Known by their address alone: of nobody in particular here.
    await work.mail(letter && { ...letter, person: undefined })
    return done({})
  },
})

/** Looks up and mails; nobody with that address gets nothing. */
export async function mailPlaces(
  installation: Installation,
  { sealed }: { sealed: string },
): Promise<void> {
  const { db, keys } = installation
  const key = await keys.held(db, CONSOLE)
  const wish = asked.parse(JSON.parse(open(key, place, Buffer.from(sealed, 'base64')).toString()))
  const places = await placesOf(db, wish.email)
  if (places.length === 0) return
  const told = await perform(installation, tellPlaces, jobCaller(CONSOLE), { ...wish, places })
  if (!told.ok) throw new Error(told.code)
}
