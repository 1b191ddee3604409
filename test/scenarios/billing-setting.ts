import { disablePerson, enablePerson, invitePerson, setSeat } from '../../src/identity/index.ts'
import { CONSOLE, parseId, show } from '../../src/kit/ids.ts'
import { formatMoney } from '../../src/kit/money.ts'
import { perform } from '../../src/kit/operation.ts'
import { fullLines } from '../../src/portals/billing/reports/reading/full-lines.ts'
import { listReports } from '../../src/portals/billing/reports/reading/queries.ts'
import { issueDueReports, sweep } from '../../src/portals/index.ts'
import type { World } from '../world.ts'
import { aPartner, staffOf, value } from './lifecycle-setting.ts'

/** A partner who is billed, by its calendar. @returns its shown id */
export async function aBilledPartner(
  world: World,
  { zone = 'UTC', language = 'en', price = 1250, from = '2026-01-01', name = 'Northwind' } = {},
): Promise<string> {
  const partner = await aPartner(world, name)
  const row = parseId('partner', partner)
  await world.owner(
    `update partners set time_zone = $2, language = $3, billing_name = $4,
       billing_email = 'bills@northwind.example' where id = $1`,
    [row, zone, language, `${name} Accounts`],
  )
  await world.owner('insert into partner_prices values ($1, $2, $3, $4)', [row, from, price, 'EUR'])
  return partner
}

/** Moves the clock, and lets everything due by then happen. */
export async function goTo(world: World, now: string): Promise<void> {
  await world.setClock(now)
  await sweep(world.installation)
  await issueDueReports(world.installation)
  await world.drain()
}

/**
 * What staff do to people of a portal. Persons are row ids.
 * @param portal row id
 */
export const staff = (world: World, portal: string) => {
  const as = staffOf(portal)
  const on = async (operation: typeof setSeat, input: object) =>
    value(await perform(world.installation, operation, as, input))
  return {
    invite: async (name: string, kind = 'contact', seat?: string) =>
      value(
        await perform(world.installation, invitePerson, as, {
          name,
          email: `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@clients.example`,
          kind,
          seat,
          ...(kind === 'contact' ? { digits: '6789' } : {}),
        }),
      ).person,
    seat: (person: string, seat: 'pro' | 'guest') =>
      on(setSeat, { person: show('person', person), seat }),
    disable: (person: string) =>
      on(disablePerson as never, { person: show('person', person), reason: 'Left' }),
    enable: (person: string) => on(enablePerson as never, { person: show('person', person) }),
  }
}

/** Every report of a partner, oldest first, as lines of text: the report, its portals, who counted in each. */
export async function reportsOf(world: World, partner: string): Promise<string[]> {
  const { db } = world.installation
  const reports = await db.read({ portal: CONSOLE }, (tx) =>
    listReports(tx, parseId('partner', partner)!, undefined, 100),
  )
  const text: string[] = []
  for (const { id, month, version, issuedAt, proUsers, total } of reports.toReversed()) {
    const money = total ? formatMoney(total, 'en') : 'no price'
    text.push(`${month} v${version} ${issuedAt.toString()}: ${proUsers} PRO, ${money}`)
    for (const line of await fullLines(db, id)) {
      text.push(
        `  ${line.slug}: ${line.billableDays} days, ${line.proUsers} PRO, peak ${line.peak}, end ${line.monthEnd}`,
      )
      for (const { name, firstDay, lastDay, billableDays, began, ended } of line.persons)
        text.push(
          `    ${name ?? '(gone)'}: ${firstDay.slice(8)}–${lastDay.slice(8)}, ${billableDays} days, ${began} … ${ended}`,
        )
    }
  }
  return text
}
