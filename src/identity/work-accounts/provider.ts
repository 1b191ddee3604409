import { z } from 'zod'
import { line } from '../persons/person.ts'

/** A portal's provider of work accounts, by OpenID Connect. */
export interface Provider {
  issuer: string
  client_id: string
  sealed_secret: Buffer
  label: string
  joins_by_email: boolean
  counts_as_two: boolean
  version: number
}

export const ROUND_MINUTES = 10

const issuer = z.string().trim().max(500).pipe(z.url())

export const providerInput = z.strictObject({
  issuer: issuer.describe('Address of the provider, as its discovery document names it'),
  clientId: line(300),
  clientSecret: line(1000)
    .optional()
    .describe('Left out, the one that is kept stays; never for another issuer'),
  label: line(60).describe('What stands on the button'),
  joinsByEmail: z
    .boolean()
    .default(false)
    .describe('Joins staff by an e-mail that the provider has verified'),
  countsAsTwo: z.boolean().default(false).describe('Whether its sign-in counts as two factors'),
})

/** What somebody set out for. */
export type Purpose = 'sign_in' | 'connect' | 'invitation'

/** Sealed while one is at the provider; what comes back is held against it. */
export interface Round {
  purpose: Purpose
  issuer: string
  clientId: string
  state: string
  nonce: string
  verifier: string
  /** A path of this very host. */
  to?: string
  /** Of an invitation. */
  token?: string
  /** Row id of the session that set out to connect an account. */
  session?: string
}

/** What the provider has proved. */
export interface Proof {
  issuer: string
  subject: string
  /** Null unless the provider says that it has verified it. */
  email: string | null
}
