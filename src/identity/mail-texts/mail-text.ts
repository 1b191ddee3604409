import type { MailKind, MailText, Values } from '../../kit/mail-kind.ts'
import type { Wrong } from '../../kit/validation.ts'

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
