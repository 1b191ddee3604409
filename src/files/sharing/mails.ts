import { aboutReader, composeMail, mailSender, shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import type { FileRow } from '../file/index.ts'
import type { Seer } from './audience.ts'
import { words } from './texts.ts'

const FILE_SHARED = shipped(words, {
  kind: 'file_shared',
  about: ['contact'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.text'],
  button: 'mail.button',
  why: 'mail.why',
})

export const mailKinds = [FILE_SHARED]

/** Tells those who see a file now that there is one; what it is called stays in the portal. */
export async function tellOfShare(
  op: OperationContext,
  file: FileRow,
  people: readonly Seer[],
): Promise<void> {
  if (people.length === 0) return
  const sender = await mailSender(op.tx)
  const path = routes.files.one({ file: show('file', file.id) })
  const link = addressOn(op.installation, sender.host, path)
  for (const person of people) {
    const language = isLanguage(person.language) ? person.language : sender.language
    const more = await aboutReader(op, sender, person.id)
    await op.mail(composeMail(FILE_SHARED, { sender, person, language, link, more }))
  }
}
