import { parseId } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { errorsOf, textOf, typed } from '../visits/forms.ts'
import { page, type FormValue, type Served, type SignedInVisit } from '../visits/visit.ts'
import { keyState } from './key.ts'
import { createKey, revokeKey } from './keys.ts'
import { MadeKeyPage, RevokingPage } from './key-pages.tsx'
import { KeysPage } from './keys-page.tsx'
import { keyById, listKeys, partnersForKeys } from './queries.ts'
import { words } from './texts.ts'

const right = 'installation:operate' as const

/** A form leaves out what was not chosen, and sends one box as a text and several as a list. */
function inputOf({ scopes, partner, ...form }: Record<string, FormValue>) {
  return {
    ...form,
    scopes: scopes === undefined ? [] : [scopes].flat(),
    ...(partner ? { partner } : {}),
  }
}

async function keysPage(
  visit: SignedInVisit,
  wrong?: { form: Record<string, FormValue>; refusal: Refusal },
): Promise<Response> {
  const [keys, partners] = await visit.read((tx) =>
    Promise.all([listKeys(tx), partnersForKeys(tx)]),
  )
  const scopes = wrong && inputOf(wrong.form).scopes.filter((scope) => typeof scope === 'string')
  return visit.page(
    <KeysPage
      visit={visit}
      keys={keys}
      partners={partners}
      values={wrong && typed(wrong.form)}
      scopes={scopes}
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
      const form = await visit.form()
      const result = await visit.perform(createKey, inputOf(form))
      if (!result.ok) return keysPage(visit, { form, refusal: result })
      // Not redirected to: an address or a cookie would keep the secret.
      return visit.page(
        <MadeKeyPage
          visit={visit}
          name={textOf(form['name']).trim()}
          secret={result.value.secret}
        />,
        201,
      )
    },
    { right },
  ),

  page(
    routes.keyRevocation,
    'POST',
    'home',
    async (visit) => {
      const id = parseId('key', visit.param('key'))
      const row = id && (await visit.read((tx) => keyById(tx, id)))
      if (!row || keyState(row, visit.now) === 'revoked') return visit.refuse(refuse('not_found'))
      const { confirmed } = await visit.form()
      if (confirmed !== 'yes') return visit.page(<RevokingPage visit={visit} row={row} />)
      const result = await visit.perform(revokeKey, { key: visit.param('key') })
      if (!result.ok) return visit.refuse(result)
      return visit.redirect(routes.keys(), {
        tone: 'green',
        text: words(visit.language)('revoked', { name: row.name }),
      })
    },
    { right },
  ),
]
