import { z } from 'zod'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { asTyped, localPath, resource, textOf, type SignedInContext } from '../../web/index.ts'
import { pageOf } from '../persons/page-of.ts'
import { redirectBack, BACK, personOf } from '../persons/redirect-back.ts'
import { issueCode } from './codes.ts'
import { AskForCodePage, IssuedCodePage, type CodeProps } from './pages.tsx'
import { words } from './texts.ts'

/** Whose code it is, and the page that leads back. */
async function about(ctx: SignedInContext) {
  const person = await personOf(ctx)
  if (!person) return null
  const back = localPath(ctx.query('back') ?? textOf(ctx.form, 'back')) ?? pageOf(person)
  return { ctx, person, back }
}

async function askPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const props = await about(ctx)
  if (!props) return ctx.refuse(refuse('not_found'))
  if (refusal && refusal.fields.length === 0) return redirectBack(ctx, refusal, () => '')
  const shown = asTyped(ctx, refusal)
  return ctx.page(
    <AskForCodePage {...props} typed={shown.typed?.['userName']} errors={shown.errors} />,
    refusal?.status,
  )
}

async function issuedPage(ctx: SignedInContext, issued: CodeProps['issued']): Promise<Response> {
  const props = await about(ctx)
  return props
    ? ctx.page(<IssuedCodePage {...props} issued={issued} />)
    : ctx.refuse(refuse('not_found'))
}

export const codesResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.people.one.code, askPage)
  .change(issueCode, {
    page: routes.people.one.code,
    api: routes.api.people.one.code,
    fields: { userName: 'text', ...BACK },
    input: ({ userName }) => (userName ? { userName } : {}),
    again: askPage,
    ends: issuedPage,
    status: 201,
    answer: shape('RegistrationCode', {
      name: z.string().describe('What they enter beside it: their e-mail or user name'),
      code: z.string().describe('Shown this once'),
      expires: z.iso.datetime(),
    }),
    show: (_, { name, code, expires }) => ({ name, code, expires }),
  })
