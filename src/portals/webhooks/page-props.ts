import { errorsOf, listOf, typed, type SentForm, type Visit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { EndpointPageProps } from './endpoint-page.tsx'
import type { Wrong } from './form.tsx'
import type { Whose } from './frame.tsx'
import { logQuery, readLog } from './log/log.ts'
import { failedOf } from './log/queries.ts'
import { readEndpoint } from './owners.ts'
import { findPartner } from '../partners/queries.ts'
import { oldSecretUntil } from './secrets/queries.ts'
import type { Owner, OwnerKind } from './webhook.ts'

/** What the form of a webhook sends. */
export const FIELDS = { url: 'text', description: 'text', which: 'text', events: 'list' } as const

/**
 * A form sends the boxes that are ticked also where it says *every event*. What says neither that nor
 * *only these* is sent on, to be refused by its name.
 */
export const inputOf = ({ url, description, which = 'all', ...form }: SentForm) => ({
  url,
  description,
  events: which === 'chosen' ? listOf(form, 'events') : null,
  ...(which === 'all' || which === 'chosen' ? {} : { which }),
})

/** The form again, with what is wrong in it. */
export const wrongWith = ({ form, language }: Visit, refusal: Refusal): Wrong => ({
  typed: typed(form),
  events: listOf(form, 'events'),
  errors: errorsOf(refusal, language),
})

export const whoseOf = async (tx: Tx, owner: Owner): Promise<Whose> => ({
  owner,
  name: owner.partner === null ? undefined : (await findPartner(tx, {}, owner.partner))?.name,
})

/** Everything that the page of one endpoint shows; null where it is not there for the visitor. */
export const endpointProps = (visit: Visit, kind: OwnerKind): Promise<EndpointPageProps | null> =>
  readEndpoint(visit, kind, async (tx, owner, endpoint) => {
    const asked = logQuery.safeParse({ state: visit.query('state'), cursor: visit.query('cursor') })
    const query = asked.success ? asked.data : logQuery.parse({})
    return {
      visit,
      whose: await whoseOf(tx, owner),
      endpoint,
      oldSecretUntil: await oldSecretUntil(tx, owner.portal, endpoint.id, visit.now),
      log: await readLog(tx, owner, endpoint.id, query),
      state: query.state,
      failed: await failedOf(tx, owner.portal, endpoint.id),
    }
  })
