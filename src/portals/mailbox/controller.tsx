import { findMail, findMails } from '../../identity/index.ts'
import type { Served } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { portalPage } from '../console/portal-page.tsx'
import { MailboxOfPortal, MailOfPortal } from './pages.tsx'

// Some of them carry a link that lets its reader in as somebody else.
const provides = { right: 'portals:provision', living: true } as const

export const mailboxController: readonly Served[] = [
  portalPage(
    routes.portalMailbox,
    'GET',
    async (visit, portal) => {
      const mails = await findMails(visit, portal.uuid)
      return mails
        ? visit.page(<MailboxOfPortal visit={visit} portal={portal} mails={mails} />)
        : visit.refuse(refuse('not_found'))
    },
    provides,
  ),
  portalPage(
    routes.portalMail,
    'GET',
    async (visit, portal) => {
      const mail = await findMail(visit, portal.uuid)
      return mail
        ? visit.page(<MailOfPortal visit={visit} portal={portal} mail={mail} />)
        : visit.refuse(refuse('not_found'))
    },
    provides,
  ),
]
