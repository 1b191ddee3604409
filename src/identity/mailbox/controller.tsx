import { parseId, show } from '../../kit/ids.ts'
import { mailbox, type StoredMail } from '../../kit/mail.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Right } from '../../gate/index.ts'
import { Room, page, type Mount, type Served, type SignedInVisit } from '../../web/index.ts'
import { aboutMailbox, MailFacts, MailList, MailText, mailTitle } from './pages.tsx'
import { words } from './texts.ts'

interface Shown {
  list: Mount
  mail: Mount
  right: Right
  listAddress: () => string
  mailAddress: (mail: string) => string
}

/**
 * The mail of a portal that the address names, for pages in a room of their own; null where there is
 * none, or no mailbox at all: outside of a sandbox nobody reads other people's mail.
 */
export async function findMail(
  { installation, param }: SignedInVisit,
  portal: string,
): Promise<StoredMail | null> {
  const id = parseId('mail', param('mail'))
  if (id === null || installation.mode !== 'sandbox') return null
  return (await mailbox(installation, portal)).find((mail) => mail.id === id) ?? null
}

/** A portal's mails, newest first; null outside of a sandbox. @param asked.after the place that they follow */
export const findMails = async (
  { installation }: SignedInVisit,
  portal: string,
  { after, limit }: { after?: { queuedAt: string; id: string }; limit?: number } = {},
): Promise<StoredMail[] | null> =>
  installation.mode === 'sandbox' ? mailbox(installation, portal, limit, after) : null

/** The mailbox of the place one is in. */
const ownMailbox = ({ list, mail, right, listAddress, mailAddress }: Shown): Served[] => [
  page(
    list,
    'GET',
    'home',
    async (visit) => {
      const mails = await findMails(visit, visit.portal.id)
      if (!mails) return visit.refuse(refuse('not_found'))
      return visit.page(
        <Room visit={visit} title={words(visit.language)('title')} subtitle={aboutMailbox(visit)}>
          <MailList visit={visit} mails={mails} href={({ id }) => mailAddress(show('mail', id))} />
        </Room>,
      )
    },
    { right },
  ),
  page(
    mail,
    'GET',
    'home',
    async (visit) => {
      const found = await findMail(visit, visit.portal.id)
      if (!found) return visit.refuse(refuse('not_found'))
      return visit.page(
        <Room
          visit={visit}
          title={mailTitle(visit, found)}
          crumbs={[{ label: words(visit.language)('title'), href: listAddress() }]}
          facts={<MailFacts visit={visit} mail={found} />}
        >
          <MailText mail={found} />
        </Room>,
      )
    },
    { right },
  ),
]

export const mailboxController: readonly Served[] = [
  ...ownMailbox({
    list: routes.mailbox,
    mail: routes.mail,
    right: 'portal:configure',
    listAddress: () => routes.mailbox(),
    mailAddress: (mail) => routes.mail({ mail }),
  }),
  ...ownMailbox({
    list: routes.consoleMailbox,
    mail: routes.consoleMail,
    right: 'installation:operate',
    listAddress: () => routes.consoleMailbox(),
    mailAddress: (mail) => routes.consoleMail({ mail }),
  }),
]
