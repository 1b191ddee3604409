import type { Tx } from '../../kit/db/database.ts'
import { whoAnswers } from './queries.ts'

/** Whom somebody may ask who is not let in: the owner, else somebody else who works there, else the portal. */
export interface WhomToAsk {
  name: string
  email: string | null
}

/** @param person who asks, row id: nobody is sent to themselves */
export async function whomToAsk(tx: Tx, portal: string, person: string): Promise<WhomToAsk> {
  const { name, email, portal_name } = await whoAnswers(tx, portal, person)
  return name === null ? { name: portal_name, email: null } : { name, email }
}

export const inWords = ({ name, email }: WhomToAsk): string =>
  email === null ? name : `${name} (${email})`
