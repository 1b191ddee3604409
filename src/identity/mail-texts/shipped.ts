import type { Language } from '../../kit/texts.ts'
import type { MailKind, Values } from '../../kit/mail-kind.ts'
import { LINK } from './mail-text.ts'

interface Shipped<T extends string> {
  kind: string
  /** Beside `name` and `portal`, which every mail knows. */
  more?: readonly string[]
  needsLink?: boolean
  secrets?: readonly string[]
  title: T
  subject: T
  body: readonly T[]
  /** Without one, the mail has no link. */
  button?: T
  why: T
}

/** A mail from texts of a catalogue, which stand with each placeholder in the place of its value. */
export function shipped<T extends string>(
  words: (language: Language) => (text: T, values?: Values) => string,
  { kind, more = [], needsLink = false, secrets = [], ...texts }: Shipped<T>,
): MailKind {
  const placeholders = ['name', 'portal', ...more]
  const themselves = Object.fromEntries(placeholders.map((name) => [name, `{${name}}`]))
  const { button } = texts
  return {
    kind,
    placeholders,
    needsLink,
    linkless: button === undefined,
    secrets,
    title: (language) => words(language)(texts.title),
    standard: (language) => {
      const t = words(language)
      return {
        subject: t(texts.subject, themselves),
        body: [...texts.body.map((text) => t(text, themselves)), ...(button ? [LINK] : [])].join(
          '\n\n',
        ),
      }
    },
    button: (language) => (button ? words(language)(button) : ''),
    why: (language, values) => words(language)(texts.why, values),
  }
}
