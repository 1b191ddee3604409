import type { OutgoingMail } from '../../kit/mail.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Values as PlaceholderValues } from '../../kit/placeholders/placeholder.ts'
import { readValues } from '../../kit/placeholders/sources.ts'
import type { Language } from '../../kit/texts.ts'
import { unlinked } from '../../kit/unlinked.ts'
import { renderMail } from '../../ui/mail.tsx'
import type { MailSender } from '../persons/queries.ts'
import { words } from '../texts.ts'
import type { MailKind, MailText, Values } from '../../kit/mail-kind.ts'
import { firstNameOf } from '../persons/person.ts'
import { written } from './mail-text.ts'
import { placeholderOf } from './shipped.ts'

/** The portal's own words where it has written some, else the shipped ones. */
export const mailTextOf = (kind: MailKind, sender: MailSender, language: Language): MailText =>
  sender.texts.find((own) => own.kind === kind.kind && own.language === language) ??
  kind.standard(language)

interface About {
  sender: MailSender
  /** Without an e-mail, nothing is mailed. */
  person: { id: string; name: string; email: string | null }
  language: Language
  /** Of the placeholders; `name` and `portal` are known. */
  values?: Values
  /** Of what the mail is about beside that, by the placeholders' names; `aboutReader` reads them. */
  more?: PlaceholderValues
  /** In full; none for a kind without. */
  link?: string
  /** Instead of the one the portal has, as when one is being written. */
  text?: MailText
}

/** What is known of a contact who is mailed, where some of the portal's own words say any of it. */
export const aboutReader = async (
  { tx, installation }: Pick<OperationContext, 'tx' | 'installation'>,
  { texts }: MailSender,
  person: string,
): Promise<PlaceholderValues> =>
  texts.some(({ subject, body }) => /\{\{-?\s*(contact|company)\./.test(subject + body))
    ? readValues(tx, installation.declared, { contact: person })
    : {}

/** A mail of that kind, complete, as text and as HTML. */
export function composeMail(kind: MailKind, about: About): OutgoingMail | null {
  const { sender, person, language, link = '' } = about
  if (person.email === null) return null
  const values = inert({ name: person.name, portal: sender.name, ...about.values })
  // A trial is open to anybody, whose own words would make it a way of writing to strangers what one likes.
  const own = sender.isVouchedFor ? mailTextOf(kind, sender, language) : kind.standard(language)
  const text = written(
    about.text ?? own,
    { ...inertAll(about.more), ...named(values), link },
    language,
  )
  const rendered = renderMail({
    language,
    from: unlinked(sender.name),
    color: sender.brand_color,
    subject: text.subject,
    paragraphs: text.before,
    button: text.hasButton && link ? { label: kind.button(language), href: link } : undefined,
    after: text.after,
    copyHint: words(language)('mail.copy_hint'),
    why: kind.why(language, values),
  })
  return {
    kind: kind.kind,
    to: person.email,
    person: person.id,
    fromName: sender.name,
    ...rendered,
  }
}

/** By the names that stand in texts; of the person's, also the first. */
const named = (values: Values): Values => ({
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [placeholderOf(name), value]),
  ),
  'person.first_name': firstNameOf(values['name']!),
})

/** Names and the like, which people type: a mail program makes links of what looks like an address. */
const TYPED: ReadonlySet<string> = new Set([
  'name',
  'portal',
  'client',
  'from',
  'person',
  'answer',
  'what',
])

const inertAll = (values: PlaceholderValues = {}): PlaceholderValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? unlinked(value) : value,
    ]),
  )

const inert = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      TYPED.has(name) ? unlinked(value) : value,
    ]),
  )
