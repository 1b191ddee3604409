import type { BodyLimits } from '../../kit/http/body.ts'
import type { Served } from './visit.ts'

/** Of whoever has not proved who they are: a form that is filled in has a tenth of it. */
const STRANGERS: BodyLimits = { bytes: 16 * 1024, fields: 200 }

/** The longest text that is taken anywhere, 20,000 characters of any script, sent as a form sends it. */
const KNOWN: BodyLimits = { bytes: 256 * 1024, fields: 200 }

/** How much a request may send. @param takes what its page or endpoint declares */
export const limitsFor = (takes: Served['takes'], known: boolean): BodyLimits =>
  known ? { ...KNOWN, ...takes } : STRANGERS
