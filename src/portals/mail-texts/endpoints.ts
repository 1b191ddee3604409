import { z } from 'zod'
import { inBodyOf, mailKinds, mailSender, mailTextOf } from '../../identity/index.ts'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { LANGUAGES } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { resetMailText, setMailText } from './mail-texts.ts'

const mailText = z.object({
  kind: z.string(),
  language: z.enum(LANGUAGES),
  own: z.boolean().describe('In the portal’s own words; else as shipped'),
  placeholders: z.array(z.string()),
  needsLink: z.boolean().describe('Its body must hold `{link}`'),
  subject: z.string(),
  body: z.string(),
})
const mailTexts = z.object({ mails: z.array(mailText) })

async function showMailTexts({ portal, read }: SignedInVisit): Promise<z.infer<typeof mailTexts>> {
  const sender = await read((tx) => mailSender(tx, portal.id))
  return {
    mails: mailKinds().flatMap((kind) =>
      LANGUAGES.map((language) => {
        const { subject, body } = mailTextOf(kind, sender, language)
        return {
          kind: kind.kind,
          language,
          own: sender.texts.some((own) => own.kind === kind.kind && own.language === language),
          placeholders: [...inBodyOf(kind)],
          needsLink: kind.needsLink,
          subject,
          body,
        }
      }),
    ),
  }
}

const gated = { feature: 'settings', right: 'portal:configure', answer: mailTexts } as const

export const mailTextEndpoints: readonly Served[] = [
  reads(routes.api.mailTexts, {
    ...gated,
    name: 'portal.mail_texts',
    summary: 'Lists the mails that the portal sends to people, as they read now',
    show: showMailTexts,
  }),
  writes(routes.api.mailTexts, 'POST', { ...gated, operation: setMailText, show: showMailTexts }),
  writes(routes.api.mailTextReset, 'POST', {
    ...gated,
    operation: resetMailText,
    show: showMailTexts,
  }),
]
