import { aboutMailbox, MailFacts, MailList, MailText, mailTitle } from '../../identity/index.ts'
import { Room, type Visit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import type { StoredMail } from '../../kit/mail.ts'
import { routes } from '../../routes.ts'
import { PortalRoom, type FoundPortal } from '../console/portal-page.tsx'
import { nameOf } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'

interface MailboxProps {
  visit: Visit
  portal: FoundPortal
  mails: StoredMail[]
}

/** A portal's mails in a sandbox, for who provides it. */
export const MailboxOfPortal = ({ visit, portal, mails }: MailboxProps) => (
  <PortalRoom visit={visit} portal={portal} tab="mailbox">
    <p class="muted">{aboutMailbox(visit)}</p>
    <MailList
      visit={visit}
      mails={mails}
      href={({ id }) => routes.portalMail({ portal: portal.id, mail: show('mail', id) })}
    />
  </PortalRoom>
)

interface MailProps {
  visit: Visit
  portal: FoundPortal
  mail: StoredMail
}

export function MailOfPortal({ visit, portal, mail }: MailProps) {
  const t = shared(visit.language)
  const at = { portal: portal.id }
  return (
    <Room
      visit={visit}
      title={mailTitle(visit, mail)}
      crumbs={[
        { label: t('portals'), href: routes.portals() },
        { label: nameOf(portal), href: routes.portal(at) },
        { label: t('tab.mailbox'), href: routes.portalMailbox(at) },
      ]}
      facts={<MailFacts visit={visit} mail={mail} />}
    >
      <MailText mail={mail} />
    </Room>
  )
}
