import {
  addParty,
  createProcedure,
  enterStage,
  openCase,
  procedureQueue,
  switchProcedureOn,
} from '../../src/cases/index.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { react } from '../../src/kit/events.ts'
import { newId, show } from '../../src/kit/ids.ts'
import { aPerson, type Someone } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { START, type World } from '../world.ts'

export const began = Temporal.Instant.from(START)
export const day = (count: number, hours = 0) => began.add({ hours: 24 * count + hours })

/** A law firm whose cases have types and stages, and one of whose staff writes procedures. */
export async function aFirm(world: World, slug = 'acme'): Promise<Office> {
  const office = await anOffice(world, slug)
  for (const [table, names] of [
    ['case_types', ['Injury', 'Estate']],
    ['case_stages', ['Intake', 'Discovery', 'Settlement']],
  ] as const)
    for (const [position, name] of names.entries())
      await world.owner(`insert into ${table} values ($1, $2, $3)`, [
        office.portal.id,
        name,
        position,
      ])
  return office
}

/** A contact who has not been written to. */
export const aClient = (world: World, office: Office, name: string, activated = false) =>
  aPerson(world, office.portal.id, {
    name,
    email: `${name.split(' ')[0]!.toLowerCase()}@client.example`,
    kind: 'contact',
    activated,
  })

/** A procedure that is switched on. @returns its shown id */
export async function written(office: Office, rules: Record<string, unknown>): Promise<string> {
  const { procedure } = await office.act(createProcedure, { name: 'Unnamed', ...rules, on: true })
  return show('procedure', procedure)
}

/** A case of type Injury, in Intake unless told otherwise. @returns its shown id */
export async function opened(
  office: Office,
  given: { title?: string; client?: Someone; type?: string; stage?: string } = {},
): Promise<string> {
  const { client, ...rest } = given
  const input = {
    title: 'A matter',
    type: 'Injury',
    stage: 'Intake',
    ...rest,
    client: client?.shown,
  }
  return show('case', (await office.act(openCase, input)).case)
}

export const moved = (office: Office, of: string, stage: string) =>
  office.act(enterStage, { case: of, stage })

export const joined = (office: Office, of: string, { shown }: Someone) =>
  office.act(addParty, { case: of, person: shown, side: 'client' })

export const switchedOn = (office: Office, procedure: string) =>
  office.act(switchProcedureOn, { procedure })

/** Moves the clock, and does what falls due until then as workers would, until nothing is left. */
export async function moveTo(world: World, now: Temporal.Instant): Promise<void> {
  await world.setClock(now)
  do await wakeDue(world.installation, procedureQueue)
  while ((await world.drain()) > 0)
}

/** What an import says of each contact it adds. */
export async function imported(
  world: World,
  office: Office,
  { id, shown }: Someone,
): Promise<void> {
  const { installation } = world
  const event = newId()
  await installation.db.write({ portal: office.portal.id }, async (tx) => {
    const at = (await installation.clock.now(tx)).toString()
    await react(
      { tx, installation },
      {
        id: event,
        name: 'contact.import',
        portal: office.portal.id,
        subject: shown,
        at,
        data: { person: show('person', id) },
      },
    )
  })
}

const daysSince = (column: string) =>
  `round((extract(epoch from ${column} - '${START}'::timestamptz) / 86400)::numeric, 3)::float as day`

/** Every run there is, in the order they fell due: of which procedure, when, what became of it and of each step. */
export async function runsOf(world: World): Promise<string[]> {
  const rows = await world.owner<{
    day: number
    name: string
    number: string | null
    state: string
    why: { code: string } | null
    outcomes: { do: string; state: string; why: string | null; person: string | null }[]
  }>(
    `select ${daysSince('r.due_at')}, p.name, c.number, r.state, r.why, r.outcomes from procedure_runs r
     join procedures p on p.portal_id = r.portal_id and p.id = r.procedure_id
     left join cases c on c.portal_id = r.portal_id and c.id = r.case_id
     order by r.due_at, p.id, c.number, r.id`,
  )
  const people = await world.owner<{ id: string; name: string }>('select id, name from persons')
  const nameOf = new Map(people.map(({ id, name }) => [id, name.split(' ')[0]]))
  return rows.map(({ day, name, number, state, why, outcomes }) => {
    const steps = outcomes.map(({ do: what, state: became, why: because, person }) =>
      [what, ...(person ? [nameOf.get(person)] : []), became, ...(because ? [because] : [])].join(
        ' ',
      ),
    )
    const head = [`day ${day}`, name, number?.slice(-1) ?? '-', state, ...(why ? [why.code] : [])]
    return [head.join(' '), ...steps].join(' | ')
  })
}

/** Every mail there is, in the order it was written: the day, the kind and to whom. */
export async function mailsOf(world: World): Promise<string[]> {
  const rows = await world.owner<{ day: number; kind: string; name: string }>(
    `select ${daysSince('m.queued_at')}, m.kind, p.name from mails m
     join persons p on p.portal_id = m.portal_id and p.id = m.person_id order by m.queued_at, p.id, m.id`,
  )
  return rows.map(({ day, kind, name }) => `day ${day} ${kind} ${name.split(' ')[0]}`)
}

/** What procedures did, by the audit trail. */
export async function doneByProcedures(world: World): Promise<string[]> {
  const rows = await world.owner<{ day: number; operation: string; actor_name: string }>(
    `select ${daysSince('at')}, operation, actor_name from audit_lines where through = 'procedure' order by seq`,
  )
  return rows.map(({ day, operation, actor_name }) => `day ${day} ${operation} by ${actor_name}`)
}

/** The names of all that happened, as others are told of it. */
export const eventsOf = async (world: World): Promise<string[]> =>
  (
    await world.owner<{ day: number; name: string }>(
      `select ${daysSince('at')}, name from events order by at, name, id`,
    )
  ).map(({ day, name }) => `day ${day} ${name}`)
