import type { Right } from '../../gate/index.ts'
import { CONSOLE, parseId, show } from '../../kit/ids.ts'
import { mailbox, type StoredMail } from '../../kit/mail.ts'
import { refuse } from '../../kit/refusal.ts'
import { hrefOf, routes } from '../../routes.ts'
import { reads, resourceOf, type Mount, type Served, type SignedInVisit } from '../../web/index.ts'
import type { Section } from '../owners/owner.ts'
import { BelowTab, here } from '../owners/pages.tsx'
import { aboutMailbox, MailFacts, MailList, MailText, mailTitle } from './pages.tsx'
import { words } from './texts.ts'
import { mailsQuery, mailsView, pageOfMails, showMails } from './view.ts'

interface At {
  list: Mount
  mail: Mount
}

/**
 * A portal's mails, newest first; null outside of a sandbox, where nobody reads other people's mail.
 * @param asked.after the place that they follow
 */
const findMails = async (
  { installation }: SignedInVisit,
  portal: string,
  { after, limit }: { after?: { queuedAt: string; id: string }; limit?: number } = {},
): Promise<StoredMail[] | null> =>
  installation.mode === 'sandbox' ? mailbox(installation, portal, limit, after) : null

/** The mailbox of the portal, or of the console, that an owner's things lie in. */
export const mailboxOf = (section: Section, at: At, right: Right) =>
  resourceOf({ feature: 'home', right, words }, section.page)
    .page(at.list, async (visit, { owner, names, Tab }) => {
      const mails = await findMails(visit, owner.portal)
      if (!mails) return visit.refuse(refuse('not_found'))
      const href = ({ id }: StoredMail) => hrefOf(at.mail, { ...names, mail: show('mail', id) })
      return visit.page(
        <Tab tab="mailbox" title={words(visit.language)('title')} subtitle={aboutMailbox(visit)}>
          <MailList mails={mails} href={href} />
        </Tab>,
      )
    })
    .page(at.mail, async (visit, found) => {
      const id = parseId('mail', visit.param('mail'))
      const mails = id && (await findMails(visit, found.owner.portal))
      const mail = mails ? mails.find((one) => one.id === id) : undefined
      if (!mail) return visit.refuse(refuse('not_found'))
      const list = { label: words(visit.language)('title'), href: hrefOf(at.list, found.names) }
      return visit.page(
        <BelowTab
          {...{ found, list }}
          title={mailTitle(visit, mail)}
          facts={<MailFacts mail={mail} />}
        >
          <MailText mail={mail} />
        </BelowTab>,
      )
    })

/** The same mails for programs. */
export const mailsOf = (
  section: Section,
  route: Mount,
  about: { name: string; summary: string; right: Right },
): Served =>
  reads(route, {
    ...about,
    feature: 'home',
    query: mailsQuery,
    answer: mailsView,
    show: async (visit, asked) => {
      const owner = await section.owner(visit)
      // On the console these are the operators' own mails, and links to come in as somebody.
      if (!owner || (owner.portal === CONSOLE && !visit.holds('installation:operate'))) return null
      const found = await findMails(visit, owner.portal, pageOfMails(asked))
      return found && showMails(found, asked)
    },
  })

export const mailboxes: readonly Served[] = [
  ...mailboxOf(here('portal'), { list: routes.mailbox, mail: routes.mail }, 'portal:configure'),
  ...mailboxOf(
    here('installation'),
    { list: routes.consoleMailbox, mail: routes.consoleMail },
    'installation:operate',
  ),
  mailsOf(here('portal'), routes.api.ownMails, {
    name: 'mail.list',
    summary: 'Lists the built-in mailbox of the console or portal one is in; in a sandbox only',
    right: 'portal:configure',
  }),
]
