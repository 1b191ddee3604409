import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import { spendWithin } from '../../kit/limits.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { accessDisabledMail, registrationOpenMail } from '../mails.tsx'
import { languageOf } from '../persons/person.ts'
import { mailSender } from '../persons/queries.ts'
import { inWords, whomToAsk } from '../persons/whom-to-ask.ts'

/** Mails to one person in an hour that say why no way in comes; who asks more often is answered like the first time. */
const MAILS_AN_HOUR = 3

interface Asker {
  id: string
  name: string
  email: string | null
  language: string | null
  activated_at: Instant | null
  disabled_at: Instant | null
  invited_at: Instant | null
}

/**
 * Mails a locked person who cannot be given a way in why not, in its place: the page that took their wish has
 * promised a mail to whoever is known. It holds no secret. Somebody who was never invited gets nothing.
 * @returns false where a way in can be mailed
 */
export async function mailedWhyNot(op: OperationContext, person: Asker): Promise<boolean> {
  const { tx, portal, now, installation, note } = op
  if (person.activated_at && !person.disabled_at) return false
  const why = person.disabled_at ? 'disabled' : 'not_activated'
  note({ subject: show('person', person.id), outcome: why })
  const key = `${portal} ${person.id}`
  const limit = { name: 'no way in mail', key, points: MAILS_AN_HOUR, seconds: 3600 }
  const isSet = person.activated_at !== null || person.invited_at !== null
  if (!isSet || !(await spendWithin(tx, installation, limit, now)).allowed) return true
  const sender = await mailSender(tx)
  const about = { installation, sender, person, language: languageOf(person, sender) }
  const ask = inWords(await whomToAsk(tx, person.id))
  await op.mail(
    why === 'disabled'
      ? accessDisabledMail({ ...about, ask })
      : registrationOpenMail({ ...about, ask }),
  )
  return true
}
