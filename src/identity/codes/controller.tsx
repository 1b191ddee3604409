import { show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { answered, BACK, personOf } from '../persons/answered.ts'
import { errorsOf, textOf, localPath, page, type Served } from '../../web/index.ts'
import { issueCode } from './codes.ts'
import { AskForCodePage, IssuedCodePage } from './pages.tsx'

const right = 'people:manage' as const

export const codesController: readonly Served[] = [
  page(
    routes.personCode,
    'GET',
    'people',
    async (visit) => {
      const person = await personOf(visit)
      if (!person) return visit.refuse(refuse('not_found'))
      const back =
        localPath(visit.query('back')) ?? routes.person({ person: show('person', person.id) })
      return visit.page(<AskForCodePage visit={visit} person={person} back={back} />)
    },
    { right },
  ),

  page(
    routes.personCode,
    'POST',
    'people',
    async (visit) => {
      const { form } = visit
      const userName = textOf(form, 'userName')
      const input = { person: visit.param('person'), ...(userName ? { userName } : {}) }
      const result = await visit.perform(issueCode, input)
      const person = await personOf(visit)
      if (!person || (!result.ok && result.fields.length === 0))
        return answered(visit, result, () => '')
      const back =
        localPath(textOf(form, 'back')) ?? routes.person({ person: show('person', person.id) })
      const props = { visit, person, back }
      if (result.ok) return visit.page(<IssuedCodePage {...props} issued={result.value} />)
      const errors = errorsOf(result, visit.language)
      return visit.page(
        <AskForCodePage {...props} typed={userName} errors={errors} />,
        result.status,
      )
    },
    { right, fields: { userName: 'text', ...BACK } },
  ),
]
