import type { Tx } from '../../kit/db/database.ts'
import type { MailKind, MailText } from '../../kit/mail-kind.ts'
import { placeholdersIn, wrongPlaceholders } from '../../kit/placeholders/faults.ts'
import { fill } from '../../kit/placeholders/fill.ts'
import type {
  Known,
  Placeholder,
  PlaceholderSource,
  Values,
} from '../../kit/placeholders/placeholder.ts'
import { knownPlaceholders } from '../../kit/placeholders/sources.ts'
import type { Language } from '../../kit/texts.ts'
import type { Wrong } from '../../kit/validation.ts'

export const LINK = '{{link}}'

/** What stands in texts of mails, as whoever declares it says: its values are those of the mail that is sent. */
export const OF_MAILS = 'mail'

interface Declared {
  readonly placeholders: readonly PlaceholderSource[]
}

/** What may stand in a mail's two texts. */
export interface Offered {
  subject: Known
  body: Known
}

/** What may stand in the texts of a mail, with what the portal itself has added to what it is about. */
export async function offeredIn(
  tx: Tx,
  kind: Pick<MailKind, 'placeholders' | 'linkless' | 'secrets' | 'about'>,
  declared: Declared,
): Promise<Offered> {
  const about = await knownPlaceholders(tx, declared, kind.about ?? [])
  return offered(
    kind,
    declared,
    [...about.values()].map((one) => ({ ...one, mayBeEmpty: true })),
  )
}

/** The same of the installation's own. @param about what else may stand there */
export function offered(
  {
    placeholders,
    linkless = false,
    secrets = [],
  }: Pick<MailKind, 'placeholders' | 'linkless' | 'secrets'>,
  declared: Declared,
  about: readonly Placeholder[] = [],
): Offered {
  const all = declared.placeholders
    .filter(({ of }) => of === OF_MAILS)
    .flatMap((source) => source.placeholders)
  const named = (names: readonly string[]): Known =>
    new Map(
      [...all.filter(({ name }) => names.includes(name)), ...about].map((one) => [one.name, one]),
    )
  return {
    subject: named(placeholders.filter((name) => !secrets.includes(name))),
    body: named(linkless ? placeholders : [...placeholders, 'link']),
  }
}

/** What is wrong with a text: a placeholder that the mail does not have, by name; a link that is missing. */
export function wrongIn(
  kind: Pick<MailKind, 'needsLink' | 'secrets'>,
  { subject, body }: MailText,
  may: Offered,
): Wrong[] {
  const { needsLink, secrets = [] } = kind
  const inBody = placeholdersIn(body)
  return [
    ...wrongPlaceholders('subject', subject, may.subject),
    ...wrongPlaceholders('body', body, may.body),
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
