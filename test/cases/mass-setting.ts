import { rightsOfPerson } from '../../src/gate/index.ts'
import { jobHandlers } from '../../src/jobs.ts'
import { show } from '../../src/kit/ids.ts'
import type { Caller } from '../../src/kit/operation.ts'
import { aPerson, aPortal } from '../identity/identity-world.ts'
import { addClients } from './many-clients.ts'
import type { World } from '../world.ts'

/** A portal whose staff have clients with cases: client n of `count` is on cases n and n + 1. */
export interface Firm {
  portal: string
  host: string
  staff: Caller
  /** Row ids in the order they were made. */
  clients: string[]
}

export async function aFirm(world: World, count: number, slug = 'acme'): Promise<Firm> {
  const { id: portal, host } = await aPortal(world, { slug })
  const someone = await aPerson(world, portal, {
    name: 'Sara Staff',
    email: `sara@${slug}.example`,
  })
  const clients = await addClients(world, portal, count, slug)
  return { portal, host, clients, staff: callerFor(portal, someone) }
}

export const callerFor = (portal: string, who: { id: string; name: string }): Caller => ({
  id: show('person', who.id),
  name: who.name,
  portal,
  person: who.id,
  rights: rightsOfPerson('staff'),
  through: 'page',
})

export const caseId = ({ portal }: Pick<Firm, 'portal'>, n: number): string =>
  `${n.toString(16).padStart(8, '0')}-0002-7000-8000-${portal.slice(24)}`

/** Does the jobs of one kind once, as its worker would. */
export async function runJobs(world: World, queue: string, data: object): Promise<void> {
  const handler = jobHandlers(world.installation).find(({ type }) => type.name === queue)
  await handler!.run(data, { last: false })
}

/** How many rows a table has of a portal. */
export async function countOf(
  world: Pick<World, 'owner'>,
  what: string,
  portal: string,
): Promise<number> {
  const [row] = await world.owner<{ n: number }>(
    `select count(*)::int as n from ${what}${/ where /.test(what) ? ' and' : ' where'} portal_id = $1`,
    [portal],
  )
  return row!.n
}
