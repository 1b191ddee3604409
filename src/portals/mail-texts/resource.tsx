import { z } from 'zod'
import { mailSender, mailTextOf, offeredIn, wrongIn } from '../../identity/index.ts'
import type { MailKind } from '../../kit/mail-kind.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { invalidFields } from '../../kit/validation.ts'
import { shape } from '../../kit/shape.ts'
import { isLanguage, LANGUAGES } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { errorsOf, page, resource, typed, type SignedInContext } from '../../web/index.ts'
import { mailTextInput, resetMailText, setMailText } from './mail-texts.ts'
import { MailTextPage, MailTextsPage } from './pages.tsx'
import { words } from './texts.ts'

const gated = { feature: 'settings', right: 'portal:configure' } as const

const offeredBy = ({ read, installation }: SignedInContext, kind: MailKind) =>
  read((tx) => offeredIn(tx, kind, installation.declared))

const senderOf = ({ read }: SignedInContext) => read((tx) => mailSender(tx))

interface Shown {
  kind: string | undefined
  language: string | undefined
  typed?: { subject: string; body: string }
  refusal?: Refusal
  status?: Refusal['status'] | 200
}

async function editPage(
  ctx: SignedInContext,
  { kind: name, language, typed, refusal, status = refusal?.status }: Shown,
) {
  const kind = ctx.installation.declared.mails.get(name ?? '')
  if (!kind || !isLanguage(language)) return ctx.refuse(refusal ?? refuse('not_found'))
  const errors = refusal && errorsOf(refusal, ctx.language)
  const wrong = refusal?.fields.map(({ say }) => say(ctx.language))
  const sender = await senderOf(ctx)
  const offered = await offeredBy(ctx, kind)
  const props = { sender, kind, of: language, offered, typed, errors, wrong }
  return ctx.page(<MailTextPage {...props} />, status)
}

const mailText = shape('MailText', {
  kind: z.string(),
  language: z.enum(LANGUAGES),
  own: z.boolean().describe('In the portal’s own words; else as shipped'),
  placeholders: z
    .array(z.string())
    .describe('Names of what may stand in its text, as `{{person.name}}`'),
  needsLink: z.boolean().describe('Its body must hold `{{link}}`'),
  subject: z.string(),
  body: z.string(),
})
const mailTexts = shape('MailTextList', { mails: z.array(mailText) })

async function showMailTexts({
  installation,
  read,
}: SignedInContext): Promise<z.infer<typeof mailTexts>> {
  const kinds = [...installation.declared.mails.values()]
  const { sender, names } = await read(async (tx) => ({
    sender: await mailSender(tx),
    names: await Promise.all(
      kinds.map(async (kind) => [
        ...(await offeredIn(tx, kind, installation.declared)).body.keys(),
      ]),
    ),
  }))
  return {
    mails: kinds.flatMap((kind, at) =>
      LANGUAGES.map((language) => {
        const { subject, body } = mailTextOf(kind, sender, language)
        return {
          kind: kind.kind,
          language,
          own: sender.texts.some((own) => own.kind === kind.kind && own.language === language),
          placeholders: names[at]!,
          needsLink: kind.needsLink,
          subject,
          body,
        }
      }),
    ),
  }
}

/** The form has two buttons: one looks at what is typed, one keeps it. */
const written = page(
  routes.settings.mails.text,
  'POST',
  gated.feature,
  async (ctx) => {
    const { preview, ...form } = ctx.form
    const { kind, language, subject = '', body = '' } = typed(form)
    // Looked at, and not kept: with what would have to be put right before.
    if (preview && mailTextInput.safeParse(form).success) {
      const { declared } = ctx.installation
      const of = declared.mails.get(kind ?? '')
      const wrong = of ? wrongIn(of, { subject, body }, await offeredBy(ctx, of)) : []
      const refusal = wrong.length > 0 ? invalidFields(wrong) : undefined
      return editPage(ctx, { kind, language, typed: { subject, body }, refusal, status: 200 })
    }
    const result = await ctx.perform(setMailText, form)
    if (!result.ok)
      return editPage(ctx, { kind, language, typed: { subject, body }, refusal: result })
    return ctx.redirect(routes.settings.mails.text({}, result.value), {
      tone: 'green',
      text: words(ctx.language)('done'),
    })
  },
  {
    right: gated.right,
    fields: { kind: 'text', language: 'text', subject: 'text', body: 'text', preview: 'box' },
  },
)

export const mailTextsResource = resource({
  ...gated,
  words,
  answer: mailTexts,
  show: showMailTexts,
})
  .page(routes.settings.mails, async (ctx) =>
    ctx.page(
      <MailTextsPage
        sender={await senderOf(ctx)}
        kinds={[...ctx.installation.declared.mails.values()]}
      />,
    ),
  )
  .read(routes.api.settings.mails, {
    name: 'portal.mail_texts',
    summary: 'Lists the mails that the portal sends to people, as they read now',
    show: showMailTexts,
  })
  .page(routes.settings.mails.text, (ctx) =>
    editPage(ctx, { kind: ctx.query('kind'), language: ctx.query('language') }),
  )
  .also(written)
  .change(setMailText, { api: routes.api.settings.mails })
  .change(resetMailText, {
    page: routes.settings.mails.reset,
    api: routes.api.settings.mails.reset,
    to: (text) => routes.settings.mails.text({}, text),
    said: 'reset.done',
  })
