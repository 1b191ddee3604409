import { queueMail } from '../../kit/mail.ts'
import type { TellOfLoss } from '../../kit/outbox.ts'
import { languageOf } from '../persons/person.ts'
import { mailSender, personById } from '../persons/queries.ts'
import { undeliveredMail } from './mails.ts'

/**
 * Tells whoever asked for a mail that it will not arrive, in what it is about and in the server's own words.
 * Nobody asked for a mail that a stranger's form brought about, so nobody is told: not who has an account.
 */
export const tellWhoAsked: TellOfLoss = async (op, { person, askedBy: mailRequester, answer }) => {
  if (mailRequester === null || person === null) return
  const { tx, installation } = op
  const [asker, whom, sender] = await Promise.all([
    personById(tx, mailRequester),
    personById(tx, person),
    mailSender(tx),
  ])
  if (!asker || asker.disabled_at || !whom) return
  const language = languageOf(asker, sender)
  const mail = undeliveredMail({ installation, sender, person: asker, language, whom, answer })
  if (mail) await queueMail(op, mail)
}
