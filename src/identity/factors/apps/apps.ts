import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import { done, operation } from '../../../kit/operation.ts'
import { clearBadAttempts } from '../../persons/queries.ts'
import { refuse } from '../../refusals.ts'
import { firstCodes, lockSelf, dropUselessCodes, tellChange, whyItStays } from '../changing.ts'
import { PROVEN_MINUTES } from '../passkeys/challenge.ts'
import { newAppSecret, stepOfCode } from './app-code.ts'
import { confirmSecret, dropApp, keepSecret, readApp, type App } from './queries.ts'

/** A secret that was begun with a proof in this session, and is not confirmed yet; after a while it takes another. */
export const waits = (app: App | null, now: Instant): app is App =>
  app !== null &&
  app.confirmed === null &&
  Temporal.Instant.compare(now, app.begun.add({ minutes: PROVEN_MINUTES })) < 0

/** Asks for proof first; see `again.ts`. */
export const beginApp = operation({
  name: 'factor.begin_app',
  done: {
    en: 'Began to set up an authenticator app',
    es: 'Empezó a configurar una aplicación de autenticación',
  },
  summary:
    'Makes the secret that an authenticator app is set up with; one made before and not confirmed is gone',
  input: z.strictObject({}),
  right: 'self',
  quiet: true,
  async run(op) {
    const { tx, portal, now, caller, installation, note } = op
    const person = await lockSelf(op)
    const about = { portal, person: person.id, session: caller.session! }
    const app = await readApp(tx, installation.keys, about)
    if (app?.confirmed) return refuse('app_there')
    await clearBadAttempts(tx, person.id)
    const secret = await newAppSecret()
    await keepSecret(tx, installation.keys, { ...about, secret, now })
    note({ subject: caller.id })
    return done({ secret })
  },
})

export const confirmApp = operation({
  name: 'factor.add_app',
  done: { en: 'Set up an authenticator app', es: 'Configuró una aplicación de autenticación' },
  summary:
    'Turns an authenticator app on, with a code that it shows, in the session that it was begun in',
  input: z.strictObject({ code: z.string().min(1).max(60) }),
  right: 'self',
  quiet: true,
  async run(op, { code }) {
    const { tx, portal, now, caller, installation } = op
    const person = await lockSelf(op)
    const about = { portal, person: person.id, session: caller.session! }
    const app = await readApp(tx, installation.keys, about)
    if (app?.confirmed) return refuse('app_there')
    if (!waits(app, now)) return refuse('no_app')
    const typed = code.replaceAll(/\s/g, '')
    const at = { now: await installation.clock.elsewhere(tx), lastStep: app.lastStep }
    const step = /^\d{6}$/.test(typed) ? await stepOfCode(app.secret, typed, at) : null
    if (step === null) return refuse('code_not_shown', { field: 'code' })
    await confirmSecret(tx, installation.keys, { ...about, secret: app.secret, step, now })
    await tellChange(op, person, 'app_added')
    return done({ recoveryCodes: await firstCodes(op, person.id) })
  },
})

/** Asks for proof first; see `again.ts`. */
export const removeApp = operation({
  name: 'factor.remove_app',
  done: { en: 'Removed their authenticator app', es: 'Quitó su aplicación de autenticación' },
  summary: 'Removes one’s own authenticator app',
  input: z.strictObject({}),
  right: 'self',
  quiet: true,
  async run(op) {
    const { tx } = op
    const person = await lockSelf(op)
    const stays = await whyItStays(op, person.id, (factors) => ({ ...factors, app: false }))
    if (stays) return stays
    if (!(await dropApp(tx, person.id))) return refuse('no_app')
    await dropUselessCodes(op, person.id)
    await tellChange(op, person, 'app_removed')
    return done({})
  },
})
