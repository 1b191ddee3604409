import type { BodyLimits, SenderLimits } from '../kit/http/body.ts'
import type { Served } from './visit.ts'

/** Of whoever has not proved who they are: a form that is filled in has a tenth of it. */
const STRANGERS: BodyLimits = { bytes: 16 * 1024, fields: 200 }

/** The longest text that is taken anywhere, 20,000 characters of any script, sent as a form sends it. */
const KNOWN: BodyLimits = { bytes: 256 * 1024, fields: 200 }

/**
 * How much a request may send.
 * @param takes what its page or endpoint declares
 * @param who shown id of whoever has signed in; null of a stranger
 */
export const limitsFor = (takes: Served['takes'], who: string | null): SenderLimits =>
  who === null ? { ...STRANGERS, whose: '' } : { ...KNOWN, ...takes, whose: who }
