import { CONSOLE } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { composeMail } from '../mail-texts/compose.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import { whyHref } from '../persons/page-of.ts'
import { words } from './texts.ts'

const UNDELIVERED = shipped(words, {
  kind: 'undelivered',
  more: ['person', 'email', 'answer'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.what', 'mail.answer', 'mail.do'],
  button: 'mail.button',
  why: 'mail.why',
})

export const mailKinds = [UNDELIVERED]

/** Tells whoever asked for a mail that it will not arrive. */
export const undeliveredMail = ({
  whom,
  answer,
  ...about
}: Addressed & {
  whom: { id: string; kind: string; name: string; email: string | null }
  answer: string
}): OutgoingMail | null =>
  composeMail(UNDELIVERED, {
    ...about,
    values: { person: whom.name, email: whom.email ?? '–', answer },
    link: addressOn(about.installation, about.sender.host, placeOf(about.sender.portal, whom)),
  })

/** Of operators' and partners' people there is no page of each. */
const placeOf = (portal: string, person: { id: string; kind: string }): string =>
  portal === CONSOLE ? '/' : whyHref(person)
