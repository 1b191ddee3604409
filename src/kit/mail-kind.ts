import type { Language } from './texts.ts'

/** A mail as it is written: `{{person.name}}` and the like stand for what is known when it is sent. */
export interface MailText {
  subject: string
  /** Paragraphs apart by an empty line; `{{link}}` alone in one is the button. */
  body: string
}

/** One of the mails that a portal sends to people. */
export interface MailKind {
  /** As the outbox calls it, such as `invitation`. */
  kind: string
  /** Names of what may stand in its texts beside `{{link}}`. */
  placeholders: readonly string[]
  /** Kinds of things whose placeholders may stand there too, such as `contact`: each with a fallback, since not every reader is one. */
  about?: readonly string[]
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

/** What the installation’s own texts of a mail are filled in with. */
export type Values = Record<string, string>
