import { addressOn } from '../../kit/installation.ts'
import type { Letter } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { letter, type Addressed } from '../mails.tsx'
import type { FoundPlace } from './queries.ts'
import { words } from './texts.ts'

/** Each portal by its name, with the address where its people sign in. */
export function placesMail(about: Addressed & { places: readonly FoundPlace[] }): Letter | null {
  const { installation, language, places } = about
  const t = words(language)
  return letter(about, 'find_portals', {
    subject: t('mail.subject'),
    paragraphs: [
      t('mail.hello', { count: places.length }),
      ...places.map(
        ({ name, host }) => `${name}: ${addressOn(installation, host, routes.signIn())}`,
      ),
    ],
    why: t('mail.why'),
  })
}
