import { z } from 'zod'
import { done, operation } from '../../kit/operation.ts'
import { passwordChangedMail } from '../mails.tsx'
import { keepPassword } from '../passwords/keeping.ts'
import { languageOf } from '../persons/person.ts'
import { mailSender } from '../persons/queries.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { beginSession } from '../sessions/starting.ts'
import { spendToken } from '../tokens/queries.ts'
import { findProofTokenAgain, stated } from '../proof-tokens/find-token.ts'

/** Resets the password of somebody who has registered and has no mailbox. */
export const resetByCode = operation({
  name: 'password.reset_by_code',
  done: {
    en: 'Chose a new password by a one-time code',
    es: 'Eligió una contraseña nueva con un código de un solo uso',
  },
  summary:
    'Sets a new password with a code read out over the phone, ends every session and unlocks',
  input: stated.extend({
    passwordHash: z.string().max(500),
    device: z.string().nullable(),
    userAgent: z.string().max(16_384).optional(),
  }),
  right: null,
  async run(op, { passwordHash, device, userAgent, ...shown }) {
    const { tx, now, installation } = op
    const proofToken = await findProofTokenAgain(op, shown, { registered: true })
    if (!proofToken.ok) return proofToken
    const { person, token } = proofToken.value
    await spendToken(tx, token.hash, now)
    const refused = await keepPassword(op, person.id, { passwordHash, short: false })
    if (refused) return refused
    await endSessionsOf(tx, person.id)
    const sender = await mailSender(tx)
    const language = languageOf(person, sender)
    await op.mail(passwordChangedMail({ installation, sender, person, language }))
    const proof = 'reset'
    return done(await beginSession(op, { person: person.id, proof, device, userAgent }))
  },
})
