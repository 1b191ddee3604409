import type { MailKind, MailText } from '../../kit/mail-kind.ts'
import { placeholdersIn, wrongPlaceholders } from '../../kit/placeholders/faults.ts'
import { fill } from '../../kit/placeholders/fill.ts'
import type { Known, PlaceholderSource, Values } from '../../kit/placeholders/placeholder.ts'
import type { Language } from '../../kit/texts.ts'
import type { Wrong } from '../../kit/validation.ts'

export const LINK = '{{link}}'

/** What stands in texts of mails, as whoever declares it says: its values are those of the mail that is sent. */
export const OF_MAILS = 'mail'

interface Declared {
  readonly placeholders: readonly PlaceholderSource[]
}

/** What may stand in a mail's body. */
export const inBodyOf = (
  { placeholders, linkless = false }: Pick<MailKind, 'placeholders' | 'linkless'>,
  declared: Declared,
): Known => offered(declared, linkless ? placeholders : [...placeholders, 'link'])

/** What may stand in its subject. */
export const inSubjectOf = (
  { placeholders, secrets = [] }: Pick<MailKind, 'placeholders' | 'secrets'>,
  declared: Declared,
): Known =>
  offered(
    declared,
    placeholders.filter((name) => !secrets.includes(name)),
  )

const offered = ({ placeholders }: Declared, names: readonly string[]): Known => {
  const ofMails = placeholders
    .filter(({ of }) => of === OF_MAILS)
    .flatMap((one) => one.placeholders)
  return new Map(
    names.map((name) => {
      const placeholder = ofMails.find((one) => one.name === name)
      if (!placeholder) throw new Error(`no feature declares the placeholder ${name} for mails`)
      return [name, placeholder]
    }),
  )
}

/** What is wrong with a text: a placeholder that the mail does not have, by name; a link that is missing. */
export function wrongIn(
  kind: Pick<MailKind, 'placeholders' | 'needsLink' | 'linkless' | 'secrets'>,
  { subject, body }: MailText,
  declared: Declared,
): Wrong[] {
  const { needsLink, secrets = [] } = kind
  const inBody = placeholdersIn(body)
  return [
    ...wrongPlaceholders('subject', subject, inSubjectOf(kind, declared)),
    ...wrongPlaceholders('body', body, inBodyOf(kind, declared)),
    ...(needsLink && !inBody.includes('link')
      ? [{ field: 'body', text: 'needs_link' as const, values: { link: LINK } }]
      : []),
    ...secrets
      .filter((name) => !inBody.includes(name))
      .map((name) => ({
        field: 'body',
        text: 'needs_placeholder' as const,
        values: { name: `{{${name}}}` },
      })),
  ]
}

/** A text with its values in: what stands before the button, whether there is one, and what after. */
export function written(
  { subject, body }: MailText,
  values: Values,
  language: Language,
): { subject: string; before: string[]; hasButton: boolean; after: string[] } {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
  const at = paragraphs.findIndex((paragraph) => /^\{\{-?\s*link\s*-?\}\}$/.test(paragraph))
  const filled = (some: string[]) => some.map((paragraph) => fill(paragraph, values, { language }))
  return {
    subject: fill(subject, values, { language, as: 'line' }),
    before: filled(at === -1 ? paragraphs : paragraphs.slice(0, at)),
    hasButton: at !== -1,
    after: at === -1 ? [] : filled(paragraphs.slice(at + 1)),
  }
}
