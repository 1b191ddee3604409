import type { Right } from '../../gate/index.ts'
import { CONSOLE, parseId, show } from '../../kit/ids.ts'
import { mailbox, type StoredMail } from '../../kit/mail.ts'
import { refuse } from '../../kit/refusal.ts'
import { hrefOf, routes } from '../../routes.ts'
import {
  reads,
  resourceOf,
  type RoutePattern,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import type { Section } from '../owners/owner.ts'
import { BelowTab, here } from '../owners/pages.tsx'
import { aboutMailbox, MailDetails, MailList, MailText, mailTitle } from './pages.tsx'
import { words } from './texts.ts'
import { mailsQuery, mailsView, pageOfMails, showMails } from './view.ts'

interface At {
  list: RoutePattern
  mail: RoutePattern
}

/**
 * A portal's mails, newest first; null outside of a sandbox, where nobody reads other people's mail.
 * @param asked.after the place that they follow
 */
const findMails = async (
  { installation }: SignedInContext,
  portal: string,
  { after, limit }: { after?: { queuedAt: string; id: string }; limit?: number } = {},
): Promise<StoredMail[] | null> =>
  installation.mode === 'sandbox' ? mailbox(installation, portal, limit, after) : null

/** The mailbox of the portal, or of the console, that an owner's things lie in. */
export const mailboxOf = (section: Section, at: At, right: Right) =>
  resourceOf({ feature: 'home', right, words }, section.page)
    .page(at.list, async (ctx, { owner, names, Tab }) => {
      const mails = await findMails(ctx, owner.portal)
      if (!mails) return ctx.refuse(refuse('not_found'))
      const href = ({ id }: StoredMail) => hrefOf(at.mail, { ...names, mail: show('mail', id) })
      return ctx.page(
        <Tab tab="mailbox" title={words(ctx.language)('title')} subtitle={aboutMailbox(ctx)}>
          <MailList mails={mails} href={href} />
        </Tab>,
      )
    })
    .page(at.mail, async (ctx, ownerPage) => {
      const id = parseId('mail', ctx.param('mail'))
      const mails = id && (await findMails(ctx, ownerPage.owner.portal))
      const mail = mails ? mails.find((one) => one.id === id) : undefined
      if (!mail) return ctx.refuse(refuse('not_found'))
      const list = { label: words(ctx.language)('title'), href: hrefOf(at.list, ownerPage.names) }
      return ctx.page(
        <BelowTab
          {...{ ownerPage, list }}
          title={mailTitle(ctx, mail)}
          details={<MailDetails mail={mail} />}
        >
          <MailText mail={mail} />
        </BelowTab>,
      )
    })

/** The same mails for programs. */
export const mailsOf = (
  section: Section,
  route: RoutePattern,
  about: { name: string; summary: string; right: Right },
): RouteHandler =>
  reads(route, {
    ...about,
    feature: 'home',
    query: mailsQuery,
    answer: mailsView,
    show: async (ctx, query) => {
      const owner = await section.owner(ctx)
      // On the console these are the operators' own mails, and links to come in as somebody.
      if (!owner || (owner.portal === CONSOLE && !ctx.holds('installation:operate'))) return null
      const mails = await findMails(ctx, owner.portal, pageOfMails(query))
      return mails && showMails(mails, query)
    },
  })

export const mailboxes: readonly RouteHandler[] = [
  ...mailboxOf(
    here('portal'),
    { list: routes.mailbox, mail: routes.mailbox.one },
    'portal:configure',
  ),
  ...mailboxOf(
    here('installation'),
    { list: routes.console.mailbox, mail: routes.console.mailbox.one },
    'installation:operate',
  ),
  mailsOf(here('portal'), routes.api.mails, {
    name: 'mail.list',
    summary: 'Lists the built-in mailbox of the console or portal one is in; in a sandbox only',
    right: 'portal:configure',
  }),
]
