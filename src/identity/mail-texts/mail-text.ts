import type { Language } from '../../kit/texts.ts'
import type { Wrong } from '../../kit/validation.ts'

/** A mail as it is written: `{name}` and the like stand for what is known when it is sent. */
export interface MailText {
  subject: string
  /** Paragraphs apart by an empty line; `{link}` alone in one is the button. */
  body: string
}

/** One of the mails that a portal sends to people. */
export interface MailKind {
  /** As the outbox calls it, such as `invitation`. */
  kind: string
  /** What may stand in its texts beside `{link}`. */
  placeholders: readonly string[]
  /** Without its link the mail would be of no use. */
  needsLink: boolean
  /** It has no link, and so no button. */
  linkless?: boolean
  /** Placeholders that it is mailed for: in its body always, and never in its subject, which locked screens show. */
  secrets?: readonly string[]
  /** What the settings call it. */
  title: (language: Language) => string
  /** How it reads as long as the portal has written nothing else. */
  standard: (language: Language) => MailText
  button: (language: Language) => string
  /** Why it came: said under every mail, and not the portal's to leave out. */
  why: (language: Language, values: Values) => string
}

export type Values = Record<string, string>

const PLACEHOLDER = /\{\s*(\w+)\s*\}/g
export const LINK = '{link}'

const namesIn = (text: string) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)

/** Puts values in, once: what looks like a placeholder in a value stays as it is. */
export const fill = (text: string, values: Values): string =>
  text.replaceAll(PLACEHOLDER, (whole, name: string) => values[name] ?? whole)

/** What is wrong with a text: a placeholder that the mail does not know, by name; a link that is missing. */
export function wrongIn(
  kind: Pick<MailKind, 'placeholders' | 'needsLink' | 'linkless' | 'secrets'>,
  { subject, body }: MailText,
): Wrong[] {
  const unknown = (field: keyof MailText, text: string, names: readonly string[]): Wrong[] => {
    const name = namesIn(text).find((name) => !names.includes(name))
    const values = { name: `{${name}}`, known: names.map((one) => `{${one}}`).join(', ') }
    return name === undefined ? [] : [{ field, text: 'placeholder', values }]
  }
  const { placeholders, needsLink, secrets = [] } = kind
  const inBody = namesIn(body)
  const inSubject = placeholders.filter((name) => !secrets.includes(name))
  return [
    ...unknown('subject', subject, inSubject),
    ...unknown('body', body, inBodyOf(kind)),
    ...(needsLink && !inBody.includes('link')
      ? [{ field: 'body', text: 'needs_link' as const, values: { link: LINK } }]
      : []),
    ...secrets
      .filter((name) => !inBody.includes(name))
      .map((name) => ({
        field: 'body',
        text: 'needs_placeholder' as const,
        values: { name: `{${name}}` },
      })),
  ]
}

/** What may stand in a mail's body. */
export const inBodyOf = ({
  placeholders,
  linkless = false,
}: Pick<MailKind, 'placeholders' | 'linkless'>): readonly string[] =>
  linkless ? placeholders : [...placeholders, 'link']

/** A text with its values in: what stands before the button, whether there is one, and what after. */
export function written(
  { subject, body }: MailText,
  values: Values,
): { subject: string; before: string[]; hasButton: boolean; after: string[] } {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
  const at = paragraphs.findIndex((paragraph) => fill(paragraph, { link: LINK }) === LINK)
  const filled = (some: string[]) => some.map((paragraph) => fill(paragraph, values))
  return {
    subject: fill(subject, values),
    before: filled(at === -1 ? paragraphs : paragraphs.slice(0, at)),
    hasButton: at !== -1,
    after: at === -1 ? [] : filled(paragraphs.slice(at + 1)),
  }
}
