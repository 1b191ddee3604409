import type { OutgoingMail } from '../../kit/mail.ts'
import { composeMail } from '../mail-texts/compose.ts'
import { shipped } from '../mail-texts/shipped.ts'
import type { Addressed } from '../mails.tsx'
import { CODE_MINUTES, codeInWords } from './code.ts'
import { words } from './texts.ts'

const CODE = shipped(words, {
  kind: 'sign_in_code',
  more: ['code', 'minutes'],
  secrets: ['code'],
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.code', 'mail.until'],
  why: 'mail.why',
})

export const mailKinds = [CODE]

/** The code for signing in. It stands in the text alone: subjects are shown on locked screens. */
export const codeMail = ({ code, ...about }: Addressed & { code: string }): OutgoingMail | null =>
  composeMail(CODE, {
    ...about,
    values: { code: codeInWords(code), minutes: String(CODE_MINUTES) },
  })
