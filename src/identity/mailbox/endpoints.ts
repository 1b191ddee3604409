import { CONSOLE } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { reads, type Served } from '../../web/index.ts'
import { findMails } from './controller.tsx'
import { mailsQuery, mailsView, pageOfMails, showMails } from './view.ts'

export const mailboxEndpoints: readonly Served[] = [
  reads(routes.api.ownMails, {
    name: 'mail.list',
    summary: 'Lists the built-in mailbox of the console or portal one is in; in a sandbox only',
    feature: 'home',
    right: 'portal:configure',
    query: mailsQuery,
    answer: mailsView,
    show: async (visit, asked) => {
      // On the console these are the operators' own mails, and links to come in as somebody.
      if (visit.portal.id === CONSOLE && !visit.holds('installation:operate')) return null
      const found = await findMails(visit, visit.portal.id, pageOfMails(asked))
      return found && showMails(found, asked)
    },
  }),
]
