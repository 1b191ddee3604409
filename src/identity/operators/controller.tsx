import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { comeIn, home, openedFrom } from '../entry/coming-in.ts'
import { errorsOf, typed, openPage, type Served } from '../../web/index.ts'
import { setUp } from './operators.ts'
import { SetUpPage } from './pages.tsx'
import { isSetUp } from './queries.ts'
import { words } from './texts.ts'

export const operatorsController: readonly Served[] = [
  openPage(routes.setUp, 'GET', async (visit) =>
    (await visit.read(isSetUp)) ? visit.refuse(refuse('set_up_done')) : visit.page(<SetUpPage />),
  ),

  openPage(
    routes.setUp,
    'POST',
    async (visit) => {
      if (await visit.read(isSetUp)) return visit.refuse(refuse('set_up_done'))
      const { form } = visit
      const result = await setUp(visit.installation, visit.caller, form, openedFrom(visit))
      if (result.ok) return comeIn(visit, result.value, home(visit), words(visit.language)('done'))
      if (result.code === 'set_up_done') return visit.refuse(result)
      return visit.page(
        <SetUpPage values={typed(form)} errors={errorsOf(result, visit.language)} />,
        result.status,
      )
    },
    { fields: { code: 'text', name: 'text', email: 'text', password: 'text' } },
  ),
]
