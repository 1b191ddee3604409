import { describe, expect, it } from 'vitest'
import { certifyPortal, suspendPortal, unsuspendPortal } from '../../src/portals/index.ts'
import { aWorld } from '../world.ts'
import { aBilledPartner, goTo, reportsOf, staff } from './billing-setting.ts'
import { act, aPortal } from './lifecycle-setting.ts'

describe('fourteen months of a partner in Madrid', () => {
  it('are billed as written here, and nothing else', async () => {
    const world = await aWorld({ start: '2027-12-01T09:00:00Z' })
    const partner = await aBilledPartner(world, { zone: 'Europe/Madrid' })
    const portal = (slug: string) =>
      aPortal(world, {
        partner,
        slug,
        name: slug,
        owner: { name: `Owner of ${slug}`, email: `owner@${slug}.example` },
      })

    const alder = await portal('alder')
    // In Madrid it is half past eleven at night.
    await goTo(world, '2027-12-31T22:30:00Z')
    const birch = await portal('birch')
    const cora = await staff(world, birch.id).invite('Cora', 'contact', 'pro')
    await goTo(world, '2028-01-10T12:00:00Z')
    await act(world, certifyPortal, { portal: alder.portal })
    await goTo(world, '2028-01-15T12:00:00Z')
    await act(world, suspendPortal, { portal: birch.portal, cause: 'unpaid' })
    await staff(world, birch.id).seat(cora, 'guest')

    await goTo(world, '2028-02-20T12:00:00Z')
    await act(world, unsuspendPortal, { portal: birch.portal, cause: 'paid' })
    await goTo(world, '2028-02-28T23:30:00Z')
    const ana = await staff(world, alder.id).invite('Ana')
    await staff(world, alder.id).seat(ana, 'pro')
    await goTo(world, '2028-02-29T00:30:00Z')
    await staff(world, alder.id).seat(ana, 'guest')
    // Half an hour into March in Madrid.
    await goTo(world, '2028-02-29T23:30:00Z')
    await act(world, suspendPortal, { portal: birch.portal, cause: 'requested' })

    // The night the clocks go forward, and the day they go back.
    await goTo(world, '2028-03-25T23:30:00Z')
    await staff(world, alder.id).seat(ana, 'pro')
    await goTo(world, '2028-03-26T21:30:00Z')
    await staff(world, alder.id).seat(ana, 'guest')
    await goTo(world, '2028-10-28T22:30:00Z')
    await staff(world, alder.id).seat(ana, 'pro')
    await goTo(world, '2028-10-29T22:30:00Z')
    await staff(world, alder.id).disable(ana)

    await goTo(world, '2028-11-15T08:00:00Z')
    await act(world, suspendPortal, { portal: alder.portal, cause: 'requested' })
    await goTo(world, '2028-11-15T18:00:00Z')
    await act(world, unsuspendPortal, { portal: alder.portal })
    // From one price to the next.
    await world.owner(
      `insert into partner_prices select partner_id, '2028-12-01', 1500, 'EUR' from partner_prices`,
    )
    await goTo(world, '2029-02-01T09:00:00Z')

    expect(await reportsOf(world, partner)).toEqual([
      '2027-12 v1 2027-12-31T23:10:00Z: 1 PRO, €12.50',
      // The trial of thirty days ended on the last morning of December.
      '  alder: 1 days, 1 PRO, peak 1, end 1',
      '    Owner of alder: 31–31, 1 days, portal … month',
      '  birch: 0 days, 0 PRO, peak 0, end 0',
      '2028-01 v1 2028-01-31T23:10:00Z: 1 PRO, €12.50',
      '  alder: 31 days, 1 PRO, peak 1, end 1',
      '    Owner of alder: 01–31, 31 days, month … month',
      '  birch: 0 days, 0 PRO, peak 0, end 0',
      '2028-02 v1 2028-02-29T23:10:00Z: 3 PRO, €37.50',
      '  alder: 29 days, 2 PRO, peak 2, end 1',
      '    Ana: 29–29, 1 days, upgraded … downgraded',
      '    Owner of alder: 01–29, 29 days, month … month',
      '  birch: 10 days, 1 PRO, peak 1, end 1',
      '    (gone): 20–29, 10 days, portal … month',
      '2028-03 v1 2028-03-31T22:10:00Z: 3 PRO, €37.50',
      '  alder: 31 days, 2 PRO, peak 2, end 1',
      '    Ana: 26–26, 1 days, upgraded … downgraded',
      '    Owner of alder: 01–31, 31 days, month … month',
      '  birch: 1 days, 1 PRO, peak 1, end 0',
      '    (gone): 01–01, 1 days, month … portal',
      ...['2028-04 v1 2028-04-30', '2028-05 v1 2028-05-31'].flatMap((month) => [
        `${month}T22:10:00Z: 1 PRO, €12.50`,
        `  alder: ${month.slice(-2)} days, 1 PRO, peak 1, end 1`,
        `    Owner of alder: 01–${month.slice(-2)}, ${month.slice(-2)} days, month … month`,
        '  birch: 0 days, 0 PRO, peak 0, end 0',
      ]),
      // Cancelled after ninety days: it is on no bill any more, and its people have no names.
      ...[
        '2028-06 v1 2028-06-30',
        '2028-07 v1 2028-07-31',
        '2028-08 v1 2028-08-31',
        '2028-09 v1 2028-09-30',
      ].flatMap((month) => [
        `${month}T22:10:00Z: 1 PRO, €12.50`,
        `  alder: ${month.slice(-2)} days, 1 PRO, peak 1, end 1`,
        `    Owner of alder: 01–${month.slice(-2)}, ${month.slice(-2)} days, month … month`,
      ]),
      '2028-10 v1 2028-10-31T23:10:00Z: 2 PRO, €25.00',
      '  alder: 31 days, 2 PRO, peak 2, end 1',
      '    Ana: 29–29, 1 days, upgraded … disabled',
      '    Owner of alder: 01–31, 31 days, month … month',
      '2028-11 v1 2028-11-30T23:10:00Z: 1 PRO, €12.50',
      // Suspended for hours of one day: that day is billable for the rest of it.
      '  alder: 30 days, 1 PRO, peak 1, end 1',
      '    Owner of alder: 01–30, 30 days, month … month',
      '2028-12 v1 2028-12-31T23:10:00Z: 1 PRO, €15.00',
      '  alder: 31 days, 1 PRO, peak 1, end 1',
      '    Owner of alder: 01–31, 31 days, month … month',
      '2029-01 v1 2029-01-31T23:10:00Z: 1 PRO, €15.00',
      '  alder: 31 days, 1 PRO, peak 1, end 1',
      '    Owner of alder: 01–31, 31 days, month … month',
    ])
  })
})

describe('who is billed', () => {
  it('is said for each person, with the reason', async () => {
    const world = await aWorld({ start: '2028-02-01T00:00:00Z' })
    const partner = await aBilledPartner(world)
    const owned = (slug: string) => ({
      partner,
      slug,
      name: slug,
      owner: { name: 'Owner', email: `owner@${slug}.example` },
    })
    const trial = await aPortal(world, owned('trial'))
    const shut = await aPortal(world, owned('shut'))
    const open = await aPortal(world, owned('open'))
    const people = staff(world, open.id)
    const hour = await people.invite('Hour')
    const left = await people.invite('Left', 'contact', 'pro')
    const trialist = await people.invite('Trialist', 'contact', 'pro')
    const waiting = await people.invite('Waiting')
    await staff(world, trial.id).invite('Nobody Yet', 'contact', 'pro')
    await act(world, suspendPortal, { portal: shut.portal, cause: 'requested' })

    await goTo(world, '2028-02-10T09:00:00Z')
    // Held during the trial alone.
    await people.seat(trialist, 'guest')
    await act(world, certifyPortal, { portal: open.portal })
    await goTo(world, '2028-02-11T10:00:00Z')
    await people.seat(hour, 'pro')
    await goTo(world, '2028-02-11T11:00:00Z')
    await people.seat(hour, 'guest')
    await goTo(world, '2028-02-12T18:00:00Z')
    await people.disable(left)
    // Held during the suspension alone.
    await act(world, suspendPortal, { portal: open.portal, cause: 'requested' })
    await people.seat(waiting, 'pro')
    await goTo(world, '2028-02-20T09:00:00Z')
    await people.seat(waiting, 'guest')
    await act(world, unsuspendPortal, { portal: open.portal })
    await goTo(world, '2028-03-01T01:00:00Z')

    expect(await reportsOf(world, partner)).toEqual([
      '2028-02 v1 2028-03-01T00:10:00Z: 3 PRO, €37.50',
      '  trial: 0 days, 0 PRO, peak 0, end 0',
      '  shut: 0 days, 0 PRO, peak 0, end 0',
      '  open: 13 days, 3 PRO, peak 3, end 1',
      '    Hour: 11–11, 1 days, upgraded … downgraded',
      '    Left: 10–12, 3 days, portal … disabled',
      '    Owner: 10–29, 13 days, portal … month',
    ])
  })
})
