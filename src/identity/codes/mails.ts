import type { Letter } from '../../kit/mail.ts'
import { letter, type Addressed } from '../mails.tsx'
import { CODE_MINUTES, codeInWords } from './code.ts'
import { words } from './texts.ts'

/** The code for signing in. It stands in the text alone: subjects are shown on locked screens. */
export function codeMail(about: Addressed & { code: string }): Letter | null {
  const { sender, person, language, code } = about
  const t = words(language)
  return letter(about, 'sign_in_code', {
    subject: t('mail.subject', { portal: sender.name }),
    paragraphs: [
      t('mail.hello', { name: person.name }),
      codeInWords(code),
      t('mail.until', { minutes: CODE_MINUTES }),
    ],
    why: t('mail.why', { portal: sender.name }),
  })
}
