import { errorsOf, page, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { mailKind, mailKinds, mailSender } from '../../identity/index.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { mailTextInput, resetMailText, setMailText } from './mail-texts.ts'
import { MailTextPage, MailTextsPage } from './pages.tsx'
import { words } from './texts.ts'

const right = 'portal:configure' as const

const senderOf = ({ portal, read }: SignedInVisit) => read((tx) => mailSender(tx, portal.id))

interface Shown {
  kind: string | undefined
  language: string | undefined
  typed?: { subject: string; body: string }
  refusal?: Refusal
}

async function editPage(visit: SignedInVisit, { kind: name, language, typed, refusal }: Shown) {
  const kind = mailKind(name ?? '')
  if (!kind || !isLanguage(language)) return visit.refuse(refusal ?? refuse('not_found'))
  const errors = refusal && errorsOf(refusal, visit.language)
  const sender = await senderOf(visit)
  const props = { visit, sender, kind, of: language, typed, errors }
  return visit.page(<MailTextPage {...props} />, refusal?.status)
}

export const mailTextsController: readonly Served[] = [
  page(
    routes.mailTexts,
    'GET',
    'settings',
    async (visit) =>
      visit.page(
        <MailTextsPage visit={visit} sender={await senderOf(visit)} kinds={mailKinds()} />,
      ),
    { right },
  ),

  page(
    routes.mailText,
    'GET',
    'settings',
    (visit) => editPage(visit, { kind: visit.query('kind'), language: visit.query('language') }),
    { right },
  ),

  page(
    routes.mailText,
    'POST',
    'settings',
    async (visit) => {
      const { preview, ...form } = visit.form
      const { kind, language, subject = '', body = '' } = typed(form)
      // Looked at, and not kept; what could not be kept is told of at saving.
      if (preview && mailTextInput.safeParse(form).success)
        return editPage(visit, { kind, language, typed: { subject, body } })
      const result = await visit.perform(setMailText, form)
      if (!result.ok)
        return editPage(visit, { kind, language, typed: { subject, body }, refusal: result })
      return visit.redirect(routes.mailText({}, result.value), {
        tone: 'green',
        text: words(visit.language)('done'),
      })
    },
    {
      right,
      fields: { kind: 'text', language: 'text', subject: 'text', body: 'text', preview: 'box' },
    },
  ),

  page(
    routes.mailTextReset,
    'POST',
    'settings',
    async (visit) => {
      const result = await visit.perform(resetMailText, visit.form)
      if (!result.ok) return visit.refuse(result)
      return visit.redirect(routes.mailText({}, result.value), {
        tone: 'green',
        text: words(visit.language)('reset.done'),
      })
    },
    { right, fields: { kind: 'text', language: 'text' } },
  ),
]
