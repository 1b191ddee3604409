import type { BodyLimits, SenderLimits } from '../kit/http/body.ts'
import type { RouteHandler } from './request-context.ts'

/** The limit without a sign-in: ten times what a filled-in form has. */
const STRANGERS: BodyLimits = { bytes: 16 * 1024, fields: 200 }

/** The longest text that is taken anywhere, 20,000 characters of any script, sent as a form sends it. */
const KNOWN: BodyLimits = { bytes: 256 * 1024, fields: 200 }

/**
 * How much a request may send.
 * @param takes what its page or endpoint declares
 * @param who shown id of whoever has signed in; null of a stranger
 */
export const limitsFor = (takes: RouteHandler['takes'], who: string | null): SenderLimits =>
  who === null ? { ...STRANGERS, whose: '' } : { ...KNOWN, ...takes, whose: who }
