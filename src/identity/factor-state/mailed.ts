import { timingSafeEqual } from 'node:crypto'
import { spendWithin } from '../../kit/limits.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { hashCode, MAILS_AN_HOUR, newCode } from '../mailed-code/code.ts'
import { codeMail } from '../mailed-code/mails.ts'
import { languageOf } from '../persons/person.ts'
import { mailSender } from '../persons/queries.ts'

/**
 * Mails a code that stands in for a passkey of a host the portal has left; part of the operation that has checked
 * the first step.
 * @param pending secret of the sign-in that waits; the code is worth nothing beside another
 * @returns what is kept of it; null where so many were mailed that none is
 */
export async function mailStepCode(
  op: OperationContext,
  person: { id: string; name: string; email: string | null; language: string | null },
  pending: string,
): Promise<Buffer | null> {
  const { tx, portal, now, installation } = op
  const key = `${portal} ${person.id}`
  const limit = { name: 'step code mail', key, points: MAILS_AN_HOUR, seconds: 3600 }
  if (!(await spendWithin(tx, installation, limit, now)).allowed) return null
  const code = newCode()
  const sender = await mailSender(tx)
  const language = languageOf(person, sender)
  await op.mail(codeMail({ installation, sender, person, language, code }))
  return hashCode(pending, code)
}

/** Whether it is the code that was mailed for this very sign-in, however it was typed. */
export function isStepCode(pending: string, typed: string, hash: Buffer | null): boolean {
  const given = hashCode(pending, typed.replaceAll(/[\s-]/g, ''))
  return hash !== null && timingSafeEqual(given, hash)
}
