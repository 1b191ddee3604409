import { mailboxOf } from '../identity/index.ts'
import { routes } from '../routes.ts'
import { portalSection } from './owners.tsx'

/** A portal's mails, for its provider. Some of them carry a link that lets its reader in as somebody else. */
export const portalsMailbox = mailboxOf(
  portalSection,
  { list: routes.console.portals.one.mailbox, mail: routes.console.portals.one.mailbox.one },
  'portals:provision',
)
