import type { Language } from '../../kit/texts.ts'
import { declareMail } from './compose.ts'
import { LINK, type MailKind, type Values } from './mail-text.ts'

interface Shipped<T extends string> {
  kind: string
  /** Beside `name` and `portal`, which every mail knows. */
  more?: readonly string[]
  needsLink?: boolean
  title: T
  subject: T
  body: readonly T[]
  button: T
  why: T
}

/** A mail from texts of a catalogue, which stand with each placeholder in the place of its value. */
export function shipped<T extends string>(
  words: (language: Language) => (text: T, values?: Values) => string,
  { kind, more = [], needsLink = false, ...texts }: Shipped<T>,
): MailKind {
  const placeholders = ['name', 'portal', ...more]
  const themselves = Object.fromEntries(placeholders.map((name) => [name, `{${name}}`]))
  return declareMail({
    kind,
    placeholders,
    needsLink,
    title: (language) => words(language)(texts.title),
    standard: (language) => {
      const t = words(language)
      return {
        subject: t(texts.subject, themselves),
        body: [...texts.body.map((text) => t(text, themselves)), LINK].join('\n\n'),
      }
    },
    button: (language) => words(language)(texts.button),
    why: (language, values) => words(language)(texts.why, values),
  })
}
