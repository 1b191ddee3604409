import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { hasProved } from '../sessions/starting.ts'
import { comeIn, home, openedFrom } from '../entry/coming-in.ts'
import { codeCookie, dropCode, keepCode } from '../entry/cookies.ts'
import {
  errorsOf,
  textOf,
  typed,
  localPath,
  sayWhen,
  openPage,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { askForCode, enterCode } from './codes.ts'
import { CodeEntryPage, CodeRequestPage } from './pages.tsx'
import { takesCodes } from './queries.ts'

const off = (visit: Visit) => visit.refuse(refuse('not_found'))
const isOn = ({ portal, read }: Visit) => read((tx) => takesCodes(tx, portal.id))

export const mailedCodesController: readonly Served[] = [
  openPage(routes.codeRequest, 'GET', async (visit) => {
    const to = localPath(visit.query('to'))
    if (visit.person) return visit.redirect(to ?? home(visit))
    return (await isOn(visit)) ? visit.page(<CodeRequestPage to={to} />) : off(visit)
  }),

  openPage(
    routes.codeRequest,
    'POST',
    async (visit) => {
      const { to: _, ...form } = visit.form
      const to = localPath(textOf(visit.form, 'to'))
      const { installation, caller, c } = visit
      const result = await askForCode(installation, caller, form, openedFrom(visit))
      if (result.ok) {
        keepCode(c, installation.url, result.value.request)
        return visit.redirect(routes.codeEntry({}, { to }))
      }
      if (result.code === 'not_found') return off(visit)
      sayWhen(visit, result)
      const errors = errorsOf(result, visit.language)
      return visit.page(
        <CodeRequestPage to={to} email={typed(form)['email']} errors={errors} />,
        result.status,
      )
    },
    { fields: { to: 'text', email: 'text' } },
  ),

  openPage(routes.codeEntry, 'GET', (visit) => {
    const to = localPath(visit.query('to'))
    if (visit.person) return visit.redirect(to ?? home(visit))
    return codeCookie(visit.c, visit.installation.url)
      ? visit.page(<CodeEntryPage to={to} />)
      : visit.redirect(routes.codeRequest({}, { to }))
  }),

  openPage(
    routes.codeEntry,
    'POST',
    async (visit) => {
      const to = localPath(textOf(visit.form, 'to'))
      const { installation, caller, c } = visit
      // A browser without the secret is judged like one with another's.
      const request = codeCookie(c, installation.url) ?? 'none'
      const input = { request, code: textOf(visit.form, 'code') }
      const result = await enterCode(installation, caller, input, openedFrom(visit))
      if (result.ok) {
        dropCode(c, installation.url)
        return comeIn(visit, result.value, to ?? home(visit))
      }
      if (hasProved(result)) return visit.refuse(result)
      sayWhen(visit, result)
      return visit.page(
        <CodeEntryPage to={to} errors={errorsOf(result, visit.language)} />,
        result.status,
      )
    },
    { fields: { to: 'text', code: 'text' } },
  ),
]
