import { composeMail, languageOf, mailSender, OF_MAILS, shipped } from '../../identity/index.ts'
import type { PlaceholderSource } from '../../kit/placeholders/placeholder.ts'
import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { routes } from '../../routes.ts'
import { words } from './texts.ts'

/** What only this mail says. */
export const ofRefusedFiles: PlaceholderSource = {
  of: OF_MAILS,
  placeholders: [
    {
      name: 'threat',
      label: { en: 'What was found in the file', es: 'Qué se encontró en el archivo' },
      example: 'Eicar-Test-Signature',
    },
  ],
}

const FILE_REFUSED = shipped(words, {
  kind: 'file_refused',
  more: ['threat'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.text', 'mail.do'],
  button: 'mail.button',
  why: 'mail.why',
})

export const mailKinds = [FILE_REFUSED]

interface Told {
  id: string
  name: string
  email: string | null
  language?: string | null
}

/** Tells people of a find; what the file is called stays in the portal. */
export async function tellOfThreat(
  op: OperationContext,
  { file, threat }: { file: string; threat: string },
  people: readonly Told[],
): Promise<void> {
  const sender = await mailSender(op.tx)
  const path = routes.files.one({ file: show('file', file) })
  for (const person of people) {
    await op.mail(
      composeMail(FILE_REFUSED, {
        sender,
        person,
        language: languageOf(person, sender),
        values: { threat },
        link: addressOn(op.installation, sender.host, path),
      }),
    )
  }
}
