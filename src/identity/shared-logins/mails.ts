import { show } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { composeMail } from '../mail-texts/compose.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import { words } from './texts.ts'

const SHARED = shipped(words, {
  kind: 'shared_login',
  more: ['client'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.what', 'mail.do'],
  button: 'mail.button',
  why: 'mail.why',
})

export const mailKinds = [SHARED]

/** Tells staff that somebody's sign-in looks shared. */
export const sharedLoginMail = ({
  whose,
  ...about
}: Addressed & { whose: { id: string; name: string } }): OutgoingMail | null =>
  composeMail(SHARED, {
    ...about,
    values: { client: whose.name },
    link: addressOn(
      about.installation,
      about.sender.host,
      routes.people.one({ person: show('person', whose.id) }),
    ),
  })
