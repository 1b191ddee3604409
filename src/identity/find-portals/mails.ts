import { addressOn } from '../../kit/installation.ts'
import type { OutgoingMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { composeMail } from '../mail-texts/compose.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import type { SignInPlace } from './queries.ts'
import { words } from './texts.ts'

const PLACES = shipped(words, {
  kind: 'find_portals',
  more: ['places'],
  title: 'title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.places'],
  why: 'mail.why',
})

/** Each portal by its name, with the address where its people sign in, or that it is not open. */
export function placesMail({
  places,
  ...about
}: Addressed & { places: readonly SignInPlace[] }): OutgoingMail | null {
  const lines = places.map(({ name, host, suspended }) =>
    suspended
      ? words(about.language)('mail.suspended', { portal: name })
      : `${name}: ${addressOn(about.installation, host, routes.signIn())}`,
  )
  return composeMail(PLACES, { ...about, values: { places: lines.join('\n') } })
}
