import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse } from '../refusals.ts'
import { markOpened } from '../tokens/queries.ts'
import { findProofToken } from '../proof-tokens/find-token.ts'

/**
 * The first sign of a person on a link's page: a key, a touch. Programs that open every link in a mail to
 * look for malice give none, and must not seem to be clients.
 */
export const openInvitation = operation({
  name: 'person.open_invitation',
  done: { en: 'Opened an invitation', es: 'Abrió una invitación' },
  summary: 'Notes that somebody, not a program, looked at their invitation',
  input: z.strictObject({ token: z.string().min(1).max(100) }),
  right: null,
  quiet: true,
  async run(op, proof) {
    const { tx, now, note } = op
    const { person, token } = await findProofToken(op, proof)
    // Nothing to note, and so not even a line in the trail.
    if (!person || !token || token.opened_at) return refuse('dead_token')
    await markOpened(tx, { person: person.id, hash: token.hash, now })
    note({ subject: show('person', person.id) })
    return done({})
  },
})
