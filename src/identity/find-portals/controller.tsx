import { routes } from '../../routes.ts'
import {
  endpoint,
  readBody,
  respond,
  errorsOf,
  typed,
  sayWhen,
  openPage,
  type Served,
} from '../../web/index.ts'
import { askForPortals, findPortals } from './find-portals.ts'
import { FindPortalsPage, PortalsSentPage } from './pages.tsx'

export const findPortalsController: readonly Served[] = [
  openPage(routes.findPortals, 'GET', (visit) => visit.page(<FindPortalsPage />)),

  openPage(
    routes.findPortals,
    'POST',
    async (visit) => {
      const { form, installation, caller, language } = visit
      const result = await askForPortals(installation, caller, { ...form, language })
      const { email = '' } = typed(form)
      if (result.ok) return visit.page(<PortalsSentPage email={email.trim()} />)
      sayWhen(visit, result)
      const errors = errorsOf(result, language)
      return visit.page(<FindPortalsPage email={email} errors={errors} />, result.status)
    },
    { fields: { email: 'text' } },
  ),

  endpoint(
    routes.api.findPortals,
    'POST',
    {
      name: findPortals.name,
      summary: findPortals.summary,
      body: findPortals.input,
      feature: null,
      status: 204,
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      return respond(visit, await askForPortals(visit.installation, visit.caller, body.value))
    },
  ),
]
