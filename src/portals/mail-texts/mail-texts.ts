import { z } from 'zod'
import { language, line, offeredIn, wrongIn } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { because, invalidField, invalidFields } from '../../kit/validation.ts'
import { dropMailText, keepMailText } from './queries.ts'

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u2028\u2029]/

/** Paragraphs as people type them, line ends as the database keeps them. */
const body = z
  .string()
  .max(25_000)
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(12_500)
      .refine((text) => !CONTROL.test(text), because('control')),
  )

const which = z.strictObject({ kind: z.string().max(60), language })
export const mailTextInput = which.extend({ subject: line(500), body })

export const setMailText = operation({
  name: 'portal.set_mail_text',
  done: { en: 'Wrote a mail in other words', es: 'Escribió un correo con otro texto' },
  summary: 'Writes one of the portal’s mails in its own words, in one language',
  input: mailTextInput,
  right: 'portal:configure',
  async run({ installation, tx, portal, now, note }, { kind: name, language, ...text }) {
    const kind = installation.declared.mails.get(name)
    if (!kind) return invalidField('kind', 'format')
    const wrong = wrongIn(kind, text, await offeredIn(tx, kind, installation.declared))
    if (wrong.length > 0) return invalidFields(wrong)
    await keepMailText(tx, { portal, kind: name, language }, { ...text, now })
    note({ subject: show('portal', portal), details: { kind: name, language } })
    return done({ kind: name, language })
  },
})

/** Done twice it is done: there is nothing to lose by going back to what is shipped. */
export const resetMailText = operation({
  name: 'portal.reset_mail_text',
  done: { en: 'Went back to a mail’s shipped words', es: 'Volvió al texto de serie de un correo' },
  summary: 'Goes back to the shipped words of one of the portal’s mails',
  input: which,
  right: 'portal:configure',
  async run({ installation, tx, portal, note }, { kind, language }) {
    if (!installation.declared.mails.has(kind)) return invalidField('kind', 'format')
    await dropMailText(tx, { portal, kind, language })
    note({ subject: show('portal', portal), details: { kind, language } })
    return done({ kind, language })
  },
})
