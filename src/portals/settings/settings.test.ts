import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../../test/rows.ts'
import {
  act,
  aPartner,
  aPortal,
  operator,
  partnersPerson,
  sharedWorld,
  staffOf,
} from '../../../test/scenarios/lifecycle-setting.ts'
import { FEATURE_NAMES, FEATURES } from '../../gate/index.ts'
import { perform } from '../../kit/operation.ts'
import { brandPortal } from '../branding/branding.ts'
import { LOGO_BYTES } from '../branding/logo.ts'
import { portalLogo } from '../branding/queries.ts'
import { aPng } from '../../../test/images.ts'
import { configurePortal } from './settings.ts'

const world = sharedWorld()

describe('a portal’s settings', () => {
  it('change what is named, leave the rest, and say in the audit trail what changed', async () => {
    const portal = await aPortal(world())
    const input = { portal: portal.portal, version: 1 }
    expect(
      await act(world(), configurePortal, {
        ...input,
        name: ' Harbour ',
        timeZone: 'Europe/Madrid',
        invitationHours: 14,
        language: 'en',
      }),
    ).toEqual({ portal: portal.portal, version: 2 })
    expect(
      await world().owner(
        'select name, time_zone, language, invitation_hours, lockout_attempts, version from portals where id = $1',
        [portal.id],
      ),
    ).toEqual([
      {
        name: 'Harbour',
        time_zone: 'Europe/Madrid',
        language: 'en',
        invitation_hours: 14,
        lockout_attempts: 10,
        version: 2,
      },
    ])
    const [line] = await world().owner(
      `select details from audit_lines where portal_id = $1 order by seq desc limit 1`,
      [portal.id],
    )
    expect(line).toEqual({
      details: {
        name: { from: 'Harbour Law', to: 'Harbour' },
        time_zone: { from: 'UTC', to: 'Europe/Madrid' },
        invitation_hours: { from: 168, to: 14 },
      },
    })
  })

  it('are not overwritten by who has seen an older version', async () => {
    const portal = await aPortal(world())
    const change = (version: number, name: string) =>
      perform(world().installation, configurePortal, operator, {
        portal: portal.portal,
        version,
        name,
      })
    expect(await change(1, 'One')).toMatchObject({ ok: true })
    const before = await rowsOf(world(), portal.id)
    expect(await change(1, 'Two')).toMatchObject({ code: 'changed_meanwhile', status: 412 })
    expect(await rowsOf(world(), portal.id)).toEqual(before)
    expect(await change(2, 'Three')).toMatchObject({ ok: true })
  })

  it('list any feature to go with the trial but those that always stay', async () => {
    const portal = await aPortal(world())
    const list = (afterTrial: string[]) =>
      perform(world().installation, configurePortal, operator, {
        portal: portal.portal,
        afterTrial,
      })
    const floor = FEATURE_NAMES.filter((name) => FEATURES[name].floor)
    expect(floor).toEqual(expect.arrayContaining(['messages', 'apps', 'sign_in']))
    for (const name of floor)
      expect(await list(['branding', name])).toMatchObject({
        code: 'invalid',
        fields: [{ field: 'afterTrial.1', code: 'choice' }],
      })
    expect(await list(['tickets', 'files', 'tickets'])).toMatchObject({ ok: true })
    expect(
      await world().owner('select after_trial from portals where id = $1', [portal.id]),
    ).toEqual([{ after_trial: ['tickets', 'files'] }])
  })

  it('leave it to who provides the portal what a trial’s end takes away', async () => {
    const partner = await aPartner(world())
    const portal = await aPortal(world(), { partner })
    const input = { portal: portal.portal, afterTrial: [] }
    expect(
      await perform(world().installation, configurePortal, staffOf(portal.id), input),
    ).toMatchObject({
      code: 'forbidden',
      fields: [{ field: 'afterTrial' }],
    })
    expect(
      await perform(world().installation, configurePortal, partnersPerson(partner), input),
    ).toMatchObject({
      ok: true,
    })
  })

  it('stay within their bounds', async () => {
    const portal = await aPortal(world())
    const before = await rowsOf(world(), portal.id)
    for (const [field, wrong] of [
      ['invitationHours', 0],
      ['invitationHours', 721],
      ['invitationHours', 1.5],
      ['lockoutAttempts', 2],
      ['lockoutAttempts', 101],
      ['timeZone', '+01:00'],
      ['language', 'fr'],
      ['version', '1'],
      ['logo', 'x'],
    ] as const)
      expect(
        await perform(world().installation, configurePortal, operator, {
          portal: portal.portal,
          [field]: wrong,
        }),
      ).toMatchObject({ code: 'invalid', fields: [{ field }] })
    expect(await rowsOf(world(), portal.id)).toEqual(before)
  })
})

describe('a portal’s branding', () => {
  const png = aPng()

  it('has two colours and a logo, each kept under a number of its own', async () => {
    const portal = await aPortal(world())
    const brand = (more: object) => act(world(), brandPortal, { portal: portal.portal, ...more })
    const logo = () => world().installation.db.read({ portal: portal.id }, (tx) => portalLogo(tx))
    const look = async () =>
      (
        await world().owner(
          'select brand_color, accent_color, logo_version from portals where id = $1',
          [portal.id],
        )
      )[0]
    await brand({ brandColor: '#FFCC00', accentColor: '#003366', logo: png.toString('base64') })
    expect(await look()).toEqual({
      brand_color: '#ffcc00',
      accent_color: '#003366',
      logo_version: 1,
    })
    expect(await logo()).toEqual({ type: 'image/png', bytes: png })
    await brand({ brandColor: '#112233' })
    expect(await look()).toEqual({
      brand_color: '#112233',
      accent_color: '#003366',
      logo_version: 1,
    })
    await brand({ logo: null })
    expect(await look()).toMatchObject({ logo_version: 2 })
    expect(await logo()).toBeUndefined()
  })

  it('takes no image that could do anything but be looked at, and none too large', async () => {
    const portal = await aPortal(world())
    const brand = (logo: unknown) =>
      perform(world().installation, brandPortal, operator, { portal: portal.portal, logo })
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>').toString(
      'base64',
    )
    const padded = (bytes: number) =>
      Buffer.concat([png, Buffer.alloc(bytes - png.length)]).toString('base64')
    expect(await brand(svg)).toMatchObject({
      code: 'logo_type',
      status: 415,
      fields: [{ field: 'logo' }],
    })
    expect(await brand(padded(LOGO_BYTES + 1))).toMatchObject({
      code: 'logo_too_large',
      status: 413,
      fields: [{ field: 'logo' }],
    })
    for (const wrong of ['no base64!', 5, padded(4 * LOGO_BYTES)])
      expect(await brand(wrong)).toMatchObject({ code: 'invalid', fields: [{ field: 'logo' }] })
    expect((await rowsOf(world(), portal.id))['portal_logos']).toEqual([])
    expect(await brand(padded(LOGO_BYTES))).toMatchObject({ ok: true })
  })
})
