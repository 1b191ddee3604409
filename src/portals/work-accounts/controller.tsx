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
  reads,
  respond,
  typed,
  writes,
  type Served,
  type SignedInVisit,
} from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { WorkAccountsPage, type ProviderValues } from './pages.tsx'
import { words } from './texts.ts'

const configures = { right: 'portal:configure' } as const

const kept = ({ portal, read }: SignedInVisit) => read((tx) => providerOf(tx, portal.id))

async function show(
  visit: SignedInVisit,
  { sent, errors, status }: { sent?: ProviderValues; errors?: Errors; status?: number } = {},
): Promise<Response> {
  const provider = await kept(visit)
  const values = sent ?? {
    issuer: provider?.issuer ?? '',
    clientId: provider?.client_id ?? '',
    label: provider?.label ?? words(visit.language)('label.default'),
    joinsByEmail: provider?.joins_by_email ?? false,
    countsAsTwo: provider?.counts_as_two ?? false,
  }
  return visit.page(
    <WorkAccountsPage values={values} isSet={provider !== undefined} errors={errors} />,
    status,
  )
}

const done = (visit: SignedInVisit, text: 'saved' | 'removed') =>
  visit.redirect(routes.workAccounts(), { tone: 'green', text: words(visit.language)(text) })

const shown = shape('WorkAccountProvider', {
  issuer: z.string(),
  clientId: z.string(),
  label: z.string(),
  joinsByEmail: z.boolean(),
  countsAsTwo: z.boolean(),
  redirectAddress: z.string().describe('To enter at the provider'),
})

export const workAccountsController: readonly Served[] = [
  page(routes.workAccounts, 'GET', 'settings', (visit) => show(visit), configures),

  page(
    routes.workAccounts,
    'POST',
    'settings',
    async (visit) => {
      const { issuer = '', clientId = '', clientSecret, label = '' } = typed(visit.form)
      const boxes = {
        joinsByEmail: 'joinsByEmail' in visit.form,
        countsAsTwo: 'countsAsTwo' in visit.form,
      }
      const sent = { issuer, clientId, label, ...boxes }
      const { installation, caller, language } = visit
      const result = await configureProvider(installation, caller, {
        ...sent,
        ...(clientSecret ? { clientSecret } : {}),
      })
      if (result.ok) return done(visit, 'saved')
      return show(visit, { sent, errors: errorsOf(result, language), status: result.status })
    },
    {
      ...configures,
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

  page(
    routes.workAccountsRemoval,
    'POST',
    'settings',
    async (visit) => {
      const result = await visit.perform(removeProvider, {})
      return result.ok ? done(visit, 'removed') : visit.refuse(result)
    },
    configures,
  ),

  reads(routes.api.workAccounts, {
    ...configures,
    feature: 'settings',
    name: 'work_account.show_provider',
    summary: 'Shows the provider by which staff may sign in; its secret is never shown',
    answer: shown,
    show: async (visit) => {
      const provider = await kept(visit)
      return provider
        ? {
            issuer: provider.issuer,
            clientId: provider.client_id,
            label: provider.label,
            joinsByEmail: provider.joins_by_email,
            countsAsTwo: provider.counts_as_two,
            redirectAddress: addressOn(
              visit.installation,
              visit.portal.host,
              routes.workAccountReturn(),
            ),
          }
        : null
    },
  }),
  endpoint(
    routes.api.workAccounts,
    'POST',
    {
      ...configures,
      feature: 'settings',
      name: 'work_account.configure',
      summary: 'Sets the provider by which staff may sign in with their work account',
      body: providerInput,
      once: true,
      status: 204,
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const { installation, caller } = visit
      return respond(visit, await configureProvider(installation, caller, body.value))
    },
  ),
  writes(routes.api.workAccounts, 'DELETE', {
    ...configures,
    feature: 'settings',
    operation: removeProvider,
  }),
]
