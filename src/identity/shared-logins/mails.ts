import { addressOn } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { composeMail } from '../mail-texts/compose.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import { pageOf } from '../persons/page-of.ts'
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
}: Addressed & { whose: { id: string; kind: string; name: string } }): OutgoingMail | null =>
  composeMail(SHARED, {
    ...about,
    values: { client: whose.name },
    link: addressOn(about.installation, about.sender.host, pageOf(whose)),
  })
