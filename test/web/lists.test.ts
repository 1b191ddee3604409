import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routeHandlers } from '../../src/features.ts'
import { createKey, invitePartnerPerson } from '../../src/identity/index.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { routes } from '../../src/routes.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { RouteHandler } from '../portals/portals-console.ts'
import { act, aPartner, aPortal } from '../scenarios/lifecycle-setting.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let office: Office
let lists: Record<string, List>

/** A list as it is asked for. */
interface List {
  /** Its address with what sorts it, and the name it is answered under. */
  paths: string[]
  things: string
  /** Where its rows lie, and what names each there; what names it in the answer where that is not `id`. */
  table: string
  column?: string
  idOf?: (row: never) => string
  kind?: Parameters<typeof parseId>[0]
  ask: (path: string) => Promise<{ status: number; body: Answer }>
  /** The page that people have of it. */
  page?: (query: string) => Promise<string>
  /** What tells a row there; what names it, where nothing else does. */
  seen?: (row: never) => string
}
type Answer = Record<string, { id: string }[]> & { next: string | null }

const SORTED_BY = (sorts: readonly string[]) => (path: string) =>
  sorts.map((sort) => `${path}${path.includes('?') ? '&' : '?'}sort=${sort}`)

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  const portal = office.portal.id
  // Several of a name, and all of one instant: what they are sorted by does not tell them apart. All before Ada.
  const some = ['Aab', 'Aac', 'Aac', 'Aad', 'Aae', 'Aaf']
  const names = [...some, ...some]
  const matter = newId()
  for (const [n, name] of names.entries()) {
    const person = newId()
    await world.owner(
      `insert into persons (portal_id, id, kind, contact_role, name, email, seat, created_at)
       values ($1, $2, 'contact', 'client', $3, $4, 'guest', '2026-01-01')`,
      [portal, person, name, `p${n}@x.example`],
    )
    await world.owner(
      `insert into persons (portal_id, id, kind, name, email, seat, created_at)
       values ($1, $2, 'staff', $3, $4, 'pro', '2026-01-01')`,
      [portal, newId(), name, `s${n}@x.example`],
    )
    await world.owner(
      `insert into companies (portal_id, id, name, created_at) values ($1, $2, $3, now())`,
      [portal, newId(), `${name} ${n}`],
    )
    const one = n === 0 ? matter : newId()
    await world.owner(
      `insert into cases (portal_id, id, number, title, opened_on, created_at)
       values ($1, $2, $3, $4, '2026-01-01', now())`,
      [portal, one, `N ${n}`, name],
    )
    await world.owner(
      `insert into case_parties values ($1, $2, $3, $4, '2026-01-01T00:00:00.123456Z')`,
      [portal, matter, person, n < 6 ? 'client' : 'other'],
    )
  }
  const served = new RouteHandler(world)
  const program = await served.program()
  const olga = await served.consolePerson('operator')
  const partner = await aPartner(world, 'Quay')
  for (const [n, name] of names.entries()) {
    await aPartner(world, `Partner ${name} ${n}`)
    await act(world, invitePartnerPerson, { partner, name, email: `q${n}@x.example` })
    await act(world, createKey, { name, scopes: ['read'], partner })
    if (n < 7) await aPortal(world, { name, partner })
    await served.consolePerson('operator')
  }
  await world.owner(
    `insert into pgboss.job (name, data, state, retry_count, completed_on)
     select 'mail', '{}', 'failed', 20, now() from generate_series(1, 6)`,
  )
  const ofConsole = (path: string) => program.ask('GET', `/api/v1/${path}`)
  const ofOffice = (path: string) => office.api<Answer>('GET', path)
  const consolePage = async (path: string) => (await olga.get(path)).body
  const persons = { table: 'persons', kind: 'person' } as const
  const id = show('portal', portal)
  lists = {
    [routes.api.contacts.pattern]: {
      ...persons,
      paths: SORTED_BY(['name', '-name', 'added', '-added'])('contacts'),
      things: 'contacts',
      ask: ofOffice,
      page: (query) => office.text(`/contacts?${query}`),
    },
    [routes.api.people.pattern]: {
      ...persons,
      // The page is the team's; programs are told of everybody.
      paths: ['people?kind=staff'],
      things: 'people',
      ask: ofOffice,
      page: (query) => office.text(`/people?${query}`),
    },
    [routes.api.cases.pattern]: {
      paths: SORTED_BY(['opened', '-opened', 'number', '-number', 'title', '-title'])('cases'),
      things: 'cases',
      table: 'cases',
      kind: 'case',
      ask: ofOffice,
      page: (query) => office.text(`/cases?${query}`),
    },
    [routes.api.cases.one.parties.pattern]: {
      paths: [`cases/${show('case', matter)}/parties`],
      things: 'parties',
      table: 'case_parties',
      column: 'person_id',
      idOf: ({ person }: { person: string }) => person,
      kind: 'person',
      ask: ofOffice,
      page: (query) => office.text(`/cases/${show('case', matter)}?${query}`),
    },
    [routes.api.companies.pattern]: {
      paths: ['companies'],
      things: 'companies',
      table: 'companies',
      kind: 'company',
      ask: ofOffice,
      page: (query) => office.text(`/companies?${query}`),
    },
    [routes.api.partners.pattern]: {
      paths: ['partners'],
      things: 'partners',
      table: 'partners',
      kind: 'partner',
      ask: ofConsole,
      page: (query) => consolePage(`/partners?${query}`),
    },
    [routes.api.partners.one.people.pattern]: {
      ...persons,
      paths: [`partners/${partner}/people`],
      things: 'people',
      ask: ofConsole,
      page: (query) => consolePage(`/partners/${partner}/people?${query}`),
    },
    [routes.api.portals.one.people.pattern]: {
      ...persons,
      paths: [`portals/${id}/people`],
      things: 'people',
      ask: ofConsole,
      page: (query) => consolePage(`/portals/${id}/people?${query}`),
      seen: ({ email }: { email: string }) => email,
    },
    [routes.api.portals.pattern]: {
      paths: SORTED_BY(['name', '-name', 'created', '-created'])(`portals?partner=${partner}`),
      things: 'portals',
      table: 'portals',
      kind: 'portal',
      ask: ofConsole,
    },
    [routes.api.keys.pattern]: {
      paths: [`keys?partner=${partner}`],
      things: 'keys',
      table: 'api_keys',
      kind: 'key',
      ask: ofConsole,
    },
    [routes.api.mails.pattern]: {
      paths: ['mails'],
      things: 'mails',
      table: 'mails',
      kind: 'mail',
      ask: ofConsole,
    },
    [routes.api.jobs.pattern]: {
      paths: ['jobs'],
      things: 'parked',
      table: 'pgboss.job',
      ask: ofConsole,
    },
    [routes.api.operators.pattern]: {
      ...persons,
      paths: ['operators'],
      things: 'operators',
      ask: ofConsole,
    },
  }
  return () => world.close()
}, 120_000)

/** Sorted by the very id, number or instant that is their cursor, or answered as one that is looked at here. */
const BY_THEIR_OWN_CURSOR = [
  '/api/v1/billing',
  '/api/v1/credit-notes',
  '/api/v1/invoices',
  '/api/v1/audit',
  '/api/v1/cases/:case/notes',
  '/api/v1/contacts/:person/notes',
  '/api/v1/documents',
  '/api/v1/documents/requests',
  '/api/v1/files',
  '/api/v1/flow-runs',
  '/api/v1/forms/:form/submissions',
  '/api/v1/folders',
  '/api/v1/partners/:partner/reports',
  '/api/v1/partners/:partner/reports/:report',
  '/api/v1/partners/:partner/webhooks',
  '/api/v1/partners/:partner/webhooks/:webhook/deliveries',
  '/api/v1/portals/:portal/history',
  '/api/v1/portals/:portal/mails',
  '/api/v1/portals/:portal/webhooks',
  '/api/v1/portals/:portal/webhooks/:webhook/deliveries',
  '/api/v1/procedures/:procedure/runs',
  '/api/v1/procedures/:procedure/trial',
  '/api/v1/requests',
  '/api/v1/settings/audit',
  '/api/v1/own-subscriptions',
  '/api/v1/subscriptions',
  '/api/v1/threads',
  '/api/v1/threads/:thread',
  '/api/v1/works',
  '/api/v1/works/:work/rows',
]

/** Takes a row away as if it had never been. */
async function remove({ table, column = 'id', kind }: List, shown: string): Promise<void> {
  await world.owner('set session_replication_role = replica')
  await world.owner(`delete from ${table} where ${column} = $1`, [
    kind ? parseId(kind, shown) : shown,
  ])
  await world.owner('set session_replication_role = origin')
}

describe('a list', () => {
  it('is looked at here, or sorted by nothing but its cursor', () => {
    const withCursor = routeHandlers.flatMap(({ route, endpoint }) => {
      if (!endpoint?.query) return []
      const { properties = {} } = z.toJSONSchema(endpoint.query, { io: 'input' })
      return 'cursor' in properties ? [route.pattern] : []
    })
    const known = [...Object.keys(lists), ...BY_THEIR_OWN_CURSOR]
    expect(withCursor.toSorted()).toEqual(known.toSorted())
  })

  it('goes on where a page ended whose last row has gone: no row twice, none left out', async () => {
    for (const list of Object.values(lists))
      for (const path of list.paths) {
        const { things, idOf = ({ id }: { id: string }) => id } = list
        const by = path.includes('?') ? '&' : '?'
        const page = async (query: string) => {
          const { status, body } = await list.ask(`${path}${by}${query}`)
          expect([path, query, status]).toEqual([path, query, 200])
          const rows = body[things] as never[]
          return { ids: rows.map(idOf), seen: rows.map(list.seen ?? idOf), next: body.next }
        }
        const { ids: all, seen } = await page('limit=100')
        expect(all.length, path).toBeGreaterThan(2)
        const first = await page('limit=2')
        expect(first.ids, path).toEqual(all.slice(0, 2))
        await remove(list, first.ids[1]!)
        expect((await page(`limit=100&cursor=${first.next}`)).ids, path).toEqual(all.slice(2))
        const shown = await list.page?.(`${path.split('?')[1] ?? ''}&after=${first.next}`)
        if (shown !== undefined) {
          expect(shown, path).toContain(seen[2])
          expect(shown, path).not.toContain(seen[0])
        }
      }
  })

  it('says that a cursor is none of its', async () => {
    const other = Buffer.from('[1]').toString('base64url')
    for (const list of Object.values(lists))
      for (const cursor of ['nonsense', 'per_x', other]) {
        const [path] = list.paths as [string]
        const answer = await list.ask(`${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`)
        expect([path, cursor, answer]).toMatchObject([
          path,
          cursor,
          { status: 422, body: { errors: [{ field: 'cursor' }] } },
        ])
      }
  })
})
