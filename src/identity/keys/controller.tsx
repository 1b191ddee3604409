import { parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { errorsOf, listOf, textOf, typed } from '../visits/forms.ts'
import { page, type SentForm, type Served, type SignedInVisit } from '../visits/visit.ts'
import { keyState } from './key.ts'
import { createKey, revokeKey } from './keys.ts'
import { MadeKeyPage, RevokingPage } from './key-pages.tsx'
import { KeysPage } from './keys-page.tsx'
import { keyById, listKeys, partnersForKeys } from './queries.ts'
import { words } from './texts.ts'

const right = 'installation:operate' as const

/** A form leaves out boxes that are not ticked, and sends a choice that was not made as ''. */
const inputOf = ({ partner, ...form }: SentForm) => ({
  ...form,
  scopes: listOf(form, 'scopes'),
  ...(partner ? { partner } : {}),
})

async function keysPage(
  visit: SignedInVisit,
  wrong?: { form: SentForm; refusal: Refusal },
): Promise<Response> {
  const [keys, partners] = await visit.read((tx) =>
    Promise.all([listKeys(tx), partnersForKeys(tx)]),
  )
  return visit.page(
    <KeysPage
      visit={visit}
      keys={keys}
      partners={partners}
      values={wrong && typed(wrong.form)}
      scopes={wrong && listOf(wrong.form, 'scopes')}
      errors={wrong && errorsOf(wrong.refusal, visit.language)}
    />,
    wrong?.refusal.status,
  )
}

export const keysController: readonly Served[] = [
  page(routes.keys, 'GET', 'home', (visit) => keysPage(visit), { right }),

  page(
    routes.keys,
    'POST',
    'home',
    async (visit) => {
      const { form } = visit
      const result = await visit.perform(createKey, inputOf(form))
      if (!result.ok) return keysPage(visit, { form, refusal: result })
      // Not redirected to: an address or a cookie would keep the secret.
      return visit.page(
        <MadeKeyPage
          visit={visit}
          name={textOf(form, 'name').trim()}
          secret={result.value.secret}
        />,
        201,
      )
    },
    { right, fields: { name: 'text', scopes: 'list', partner: 'text', days: 'text' } },
  ),

  page(
    routes.keyRevocation,
    'POST',
    'home',
    async (visit) => {
      const id = parseId('key', visit.param('key'))
      const row = id && (await visit.read((tx) => keyById(tx, id)))
      if (!row || keyState(row, visit.now) === 'revoked') return visit.refuse(refuse('not_found'))
      if (!visit.form['confirmed']) return visit.page(<RevokingPage visit={visit} row={row} />)
      const result = await visit.perform(revokeKey, { key: visit.param('key') })
      if (!result.ok) return visit.refuse(result)
      return visit.redirect(routes.keys(), {
        tone: 'green',
        text: words(visit.language)('revoked', { name: row.name }),
      })
    },
    { right, fields: { confirmed: 'box' } },
  ),
]
