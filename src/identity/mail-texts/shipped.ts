import type { Language } from '../../kit/texts.ts'
import type { MailKind, Values } from '../../kit/mail-kind.ts'
import { plain } from '../../kit/placeholders/filters.ts'
import { examplesOf, type Known } from '../../kit/placeholders/placeholder.ts'
import { LINK } from './mail-text.ts'

interface Shipped<T extends string> {
  kind: string
  /** What its texts have beside `name` and `portal`, which every mail has. */
  more?: readonly string[]
  needsLink?: boolean
  about?: readonly string[]
  secrets?: readonly string[]
  title: T
  subject: T
  body: readonly T[]
  /** Without one, the mail has no link. */
  button?: T
  why: T
}

/** Where a value of a catalogue's text has another name in what portals write. */
const NAMED: Readonly<Record<string, string>> = {
  name: 'person.name',
  portal: 'portal.name',
  person: 'not_reached',
}
/** Filled in by who the mail is from and to. */
const EVERY_MAIL_HAS = ['person.name', 'person.first_name', 'portal.name', 'link']
export const placeholderOf = (name: string): string => NAMED[name] ?? name

/** A mail from texts of a catalogue, which stand with each placeholder in the place of its value. */
export function shipped<T extends string>(
  words: (language: Language) => (text: T, values?: Values) => string,
  { kind, more = [], needsLink = false, secrets = [], about = [], ...texts }: Shipped<T>,
): MailKind {
  const names = ['name', 'portal', ...more]
  const themselves = Object.fromEntries(names.map((name) => [name, `{{${placeholderOf(name)}}}`]))
  const { button } = texts
  return {
    kind,
    placeholders: [...names.map(placeholderOf), 'person.first_name'],
    needsLink,
    about,
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

/** What a preview of a mail is filled in with, by the names of the catalogue's texts. */
export function exampleValues(body: Known, language: Language): Values {
  const short = Object.fromEntries(Object.entries(NAMED).map(([name, long]) => [long, name]))
  return Object.fromEntries(
    Object.entries(examplesOf(body, language))
      .filter(([name]) => !EVERY_MAIL_HAS.includes(name))
      .map(([name, example]) => [short[name] ?? name, plain(example, language)]),
  )
}
