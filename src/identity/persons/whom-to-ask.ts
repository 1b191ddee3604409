import type { Tx } from '../../kit/db/database.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { providerOfOwner, whoAnswers } from './queries.ts'

/** Whom somebody may ask who is not let in: the owner, else somebody else who works there, else the portal. */
export interface WhomToAsk {
  name: string
  email: string | null
}

/** @param person who asks, row id: nobody is sent to themselves */
export async function whomToAsk(tx: Tx, person: string): Promise<WhomToAsk> {
  const { name, email, portal_name } = await whoAnswers(tx, person)
  return name === null ? { name: portal_name, email: null } : { name, email }
}

export const inWords = ({ name, email }: WhomToAsk): string =>
  email === null ? name : `${name} (${email})`

/**
 * Whom somebody may ask who has lost their second step: of the owner, whom no colleague can help with it, whoever
 * provides the portal. No name where that is whoever runs the installation.
 */
export async function whoHelps(
  tx: Tx,
  person: string,
): Promise<{ name: string | null; email: string | null }> {
  const provider = await providerOfOwner(tx, person)
  return provider ? { name: provider.name, email: null } : whomToAsk(tx, person)
}

/** A refusal whose page has a button for writing to whom it names. */
export const asking = (refusal: Refusal, ask: WhomToAsk): Refusal & { ask: WhomToAsk } => ({
  ...refusal,
  ask,
})

export const askedIn = (refusal: Refusal | undefined): WhomToAsk | undefined =>
  (refusal as Partial<ReturnType<typeof asking>> | undefined)?.ask
