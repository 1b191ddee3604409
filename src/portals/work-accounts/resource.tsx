import { z } from 'zod'
import {
  configureProvider,
  providerInput,
  providerOf,
  removeProvider,
} from '../../identity/index.ts'
import {
  endpoint,
  errorsOf,
  page,
  readBody,
  resource,
  respond,
  typed,
  type SignedInContext,
} from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { WorkAccountsPage, type ProviderValues } from './pages.tsx'
import { words } from './texts.ts'

const configures = { feature: 'settings', right: 'portal:configure' } as const

const kept = ({ read }: SignedInContext) => read((tx) => providerOf(tx))

async function show(
  ctx: SignedInContext,
  { sent, errors, status }: { sent?: ProviderValues; errors?: Errors; status?: number } = {},
): Promise<Response> {
  const provider = await kept(ctx)
  const values = sent ?? {
    issuer: provider?.issuer ?? '',
    clientId: provider?.client_id ?? '',
    label: provider?.label ?? words(ctx.language)('label.default'),
    joinsByEmail: provider?.joins_by_email ?? false,
    countsAsTwo: provider?.counts_as_two ?? false,
  }
  return ctx.page(
    <WorkAccountsPage values={values} isSet={provider !== undefined} errors={errors} />,
    status,
  )
}

const shown = shape('WorkAccountProvider', {
  issuer: z.string(),
  clientId: z.string(),
  label: z.string(),
  joinsByEmail: z.boolean(),
  countsAsTwo: z.boolean(),
  redirectAddress: z.string().describe('To enter at the provider'),
})

/** The provider is asked first, by the name that it is given here, outside of any operation. */
const sets = [
  page(
    routes.settings.workAccounts,
    'POST',
    configures.feature,
    async (ctx) => {
      const { issuer = '', clientId = '', clientSecret, label = '' } = typed(ctx.form)
      const boxes = {
        joinsByEmail: 'joinsByEmail' in ctx.form,
        countsAsTwo: 'countsAsTwo' in ctx.form,
      }
      const sent = { issuer, clientId, label, ...boxes }
      const { installation, caller, language } = ctx
      const result = await configureProvider(installation, caller, {
        ...sent,
        ...(clientSecret ? { clientSecret } : {}),
      })
      if (result.ok)
        return ctx.redirect(routes.settings.workAccounts(), {
          tone: 'green',
          text: words(language)('saved'),
        })
      return show(ctx, { sent, errors: errorsOf(result, language), status: result.status })
    },
    {
      right: configures.right,
      fields: {
        issuer: 'text',
        clientId: 'text',
        clientSecret: 'text',
        label: 'text',
        joinsByEmail: 'box',
        countsAsTwo: 'box',
      },
    },
  ),
  endpoint(
    routes.api.settings.workAccounts,
    'POST',
    {
      ...configures,
      name: 'work_account.configure',
      summary: 'Sets the provider by which staff may sign in with their work account',
      body: providerInput,
      once: true,
      status: 204,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const { installation, caller } = ctx
      return respond(ctx, await configureProvider(installation, caller, body.value))
    },
  ),
]

export const workAccountsResource = resource({ ...configures, words })
  .page(routes.settings.workAccounts, (ctx) => show(ctx))
  .read(routes.api.settings.workAccounts, {
    name: 'work_account.show_provider',
    summary: 'Shows the provider by which staff may sign in; its secret is never shown',
    answer: shown,
    show: async (ctx) => {
      const provider = await kept(ctx)
      return provider
        ? {
            issuer: provider.issuer,
            clientId: provider.client_id,
            label: provider.label,
            joinsByEmail: provider.joins_by_email,
            countsAsTwo: provider.counts_as_two,
            redirectAddress: addressOn(
              ctx.installation,
              ctx.portal.host,
              routes.signIn.workAccount.return(),
            ),
          }
        : null
    },
  })
  .also(...sets)
  .change(removeProvider, {
    page: routes.settings.workAccounts.removal,
    api: routes.api.settings.workAccounts,
    method: 'DELETE',
    to: () => routes.settings.workAccounts(),
    said: 'removed',
  })
