import { describe, expect, it } from 'vitest'
import { addParty } from '../../src/cases/index.ts'
import { makeRequest, shareFile, withdrawRequest } from '../../src/files/index.ts'
import { unshareFile } from '../../src/files/sharing/sharing.ts'
import { tellingQueue, tellingWorker } from '../../src/files/telling/telling.ts'
import { rightsOfPerson } from '../../src/gate/index.ts'
import { disablePerson, inviteAgain } from '../../src/identity/index.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { createContact } from '../../src/people/index.ts'
import { aPerson, DIGITS } from '../identity/identity-world.ts'
import { aWorld, type World } from '../world.ts'
import { addFile } from './files-world.ts'
import { anAsking, askedFor, mailsOf, moveTo, passDays, type Asking } from './requests-setting.ts'

/** Adds somebody to the case who is a contact and nothing more. */
async function aCard({ office, matter }: Asking, name: string, email: string | null) {
  const { person } = await office.act(createContact, {
    name,
    ...(email !== null && { email }),
    digits: DIGITS,
  })
  await office.act(addParty, { case: matter, person, side: 'client' })
  return person
}

const aFile = async ({ office, matter, world }: Asking, name = 'letter.txt') => {
  const file = await addFile(office, matter, { name, bytes: Buffer.from('Dear client') })
  await world.drain()
  return file
}

/** Goes on by so many minutes, and does what has fallen due. */
async function later(world: World, minutes: number): Promise<void> {
  await world.setClock((await world.now()).add({ minutes }))
  await wakeDue(world.installation, tellingQueue)
  while ((await world.drain()) > 0);
}

const flashOf = async ({ office }: Asking, path: string, form: Record<string, unknown>) => {
  const answer = await office.browser.post(path, form as never)
  expect(answer.status).toBe(303)
  const page = await office.browser.get(answer.headers.get('location')!)
  return (await page.text()).replaceAll(/\s+/g, ' ')
}

const kindsTo = async ({ world, office }: Asking, person: string): Promise<string[]> => {
  const rows = await world.owner<{ kind: string; who: string }>(
    `select kind, person_id::text as who from mails where portal_id = $1 order by queued_at, id`,
    [office.portal.id],
  )
  return rows.filter(({ who }) => show('person', who) === person).map(({ kind }) => kind)
}

describe('somebody who cannot sign in yet', () => {
  it('is shown so before they are asked, mailed nothing and not reminded, and afterwards nothing else is said', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, matter } = asking
    const ruth = await aCard(asking, 'Ruth Adeyemi', 'ruth@example.com')
    const paul = await aCard(asking, 'Paul Frost', null)
    const html = await office.text(`/requests/new?about=${matter}`)
    expect(html).toContain('1 of 3 can sign in.')
    for (const said of ['Not invited yet', 'No e-mail: tell them yourself', 'Invite them too'])
      expect(html).toContain(said)
    const form = { about: matter, what: 'A deed', dueOn: '' }
    const said = await flashOf(asking, '/requests', { ...form, person: ruth })
    expect(said).toContain(
      'Requested. Ruth Adeyemi cannot sign in yet and was told nothing: invite them.',
    )
    expect(await flashOf(asking, '/requests', { ...form, person: paul })).toContain(
      'Requested. Paul Frost has no e-mail: tell them yourself.',
    )
    await passDays(world, 20)
    expect(await kindsTo(asking, ruth)).toEqual([])
    expect(await mailsOf(asking)).toEqual([])
  })

  it('is invited in the same press, sees it once registered, and is reminded from then on', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { matter } = asking
    const ruth = await aCard(asking, 'Ruth Adeyemi', 'ruth@example.com')
    const form = { about: matter, what: 'A deed', dueOn: '', person: ruth, invite: 'on' }
    expect(await flashOf(asking, '/requests', form)).toContain(
      'Requested. Ruth Adeyemi was invited, and sees it once registered.',
    )
    expect(await flashOf(asking, '/requests', form)).toContain(
      'Requested. Ruth Adeyemi was invited before, and sees it once registered.',
    )
    await passDays(world, 8)
    expect(await kindsTo(asking, ruth)).toEqual(['invitation'])
    await world.owner(`update persons set activated_at = now() where email = 'ruth@example.com'`)
    await passDays(world, 7)
    // Two are due at nine: one mail at once, and one with what came after it.
    expect(await kindsTo(asking, ruth)).toEqual(['invitation', 'file_request_reminder'])
    await later(world, 60)
    expect(await kindsTo(asking, ruth)).toHaveLength(3)
  })

  it('is counted and named before a file is shared with them, and invited by the same press', async () => {
    const asking = await anAsking(await aWorld())
    const { office, matter, carla } = asking
    const ruth = await aCard(asking, 'Ruth Adeyemi', 'ruth@example.com')
    const tom = await aCard(asking, 'Tom Roe', 'tom@example.com')
    await office.act(inviteAgain, { person: tom })
    await aCard(asking, 'Paul Frost', null)
    const file = await aFile(asking)
    const shown = await office.browser.post(`/files/${file}/sharing`, { with: matter, until: '' })
    const html = await shown.text()
    for (const said of [
      '1 of 4 can sign in.',
      'Ruth Adeyemi is not invited yet.',
      'Tom Roe is invited and has not registered yet',
      'Paul Frost has no e-mail: tell them yourself.',
      'Invite them too',
    ])
      expect(html).toContain(said)
    const form = { with: matter, until: '', invite: 'on' }
    const said = await flashOf(asking, `/files/${file}/shares`, form)
    for (const part of [
      'Shared. Carla Soto is told by mail.',
      'Ruth Adeyemi was invited, and sees it once registered.',
      'Tom Roe was invited before, and sees it once registered.',
      'Paul Frost has no e-mail: tell them yourself.',
    ])
      expect(said).toContain(part)
    expect(await kindsTo(asking, carla.shown)).toEqual(['file_shared'])
    expect(await kindsTo(asking, ruth)).toEqual(['invitation'])
    expect(await kindsTo(asking, tom)).toEqual(['invitation'])
    const again = await flashOf(asking, `/files/${file}/shares`, form)
    expect(again).toContain('Nobody sees it newly by that.')
  })

  it('is invited only by who may, and of that nothing is done otherwise', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, matter } = asking
    const ruth = await aCard(asking, 'Ruth Adeyemi', 'ruth@example.com')
    const rights = new Set([...rightsOfPerson('staff')].filter((one) => one !== 'people:manage'))
    const { id, name } = office.ada
    const caller = {
      id: show('person', id),
      name,
      person: id,
      portal: office.portal.id,
      rights,
      through: 'api',
    } as const
    const input = { about: matter, person: ruth, what: 'A deed', invite: true }
    const refused = await perform(world.installation, makeRequest, caller, input)
    expect(refused).toMatchObject({ ok: false, code: 'may_not_invite', status: 403 })
    expect(await world.owner('select id from file_requests')).toEqual([])
    expect(
      (await perform(world.installation, makeRequest, caller, { ...input, invite: false })).ok,
    ).toBe(true)
  })

  it('is mailed one invitation, of any number who share with them at once', async () => {
    const asking = await anAsking(await aWorld())
    const { office, matter } = asking
    const ruth = await aCard(asking, 'Ruth Adeyemi', 'ruth@example.com')
    const files = [await aFile(asking), await aFile(asking), await aFile(asking)]
    await Promise.all(
      files.map((file) => office.act(shareFile, { file, with: [matter], invite: true })),
    )
    const invited = (await kindsTo(asking, ruth)).length
    expect(invited).toBeGreaterThan(0)
    await office.act(shareFile, { file: await aFile(asking), with: [ruth], invite: true })
    expect(await kindsTo(asking, ruth)).toHaveLength(invited)
  })
})

describe('within an hour of a mail', () => {
  it('sharing again, and unsharing and sharing, sends none; after it one, of what is shared still', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, carla } = asking
    const file = await aFile(asking)
    for (let n = 0; n < 5; n++) {
      await office.act(shareFile, { file, with: [carla.shown] })
      await office.act(unshareFile, { file, audience: carla.shown })
    }
    expect(await mailsOf(asking)).toEqual(['2026-01-05T10:00 file_shared to Carla'])
    // Nothing is left to tell of.
    await later(world, 61)
    expect(await mailsOf(asking)).toHaveLength(1)
    await office.act(shareFile, { file, with: [carla.shown] })
    for (const name of ['one.txt', 'two.txt'])
      await office.act(shareFile, { file: await aFile(asking, name), with: [carla.shown] })
    await later(world, 59)
    expect(await mailsOf(asking)).toHaveLength(2)
    await later(world, 1)
    await later(world, 600)
    expect((await mailsOf(asking)).slice(1)).toEqual([
      '2026-01-05T11:01 file_shared to Carla',
      '2026-01-05T12:01 files_shared to Carla',
    ])
  })

  it('asking, and asking and withdrawing, send none; after it one, of what is asked still', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office } = asking
    await askedFor(asking)
    for (let n = 0; n < 5; n++)
      await office.act(withdrawRequest, { request: await askedFor(asking) })
    await later(world, 61)
    // Of what was withdrawn nobody was told, so nor that it was.
    expect(await mailsOf(asking)).toEqual(['2026-01-05T10:00 file_requested to Carla'])
    const told = await askedFor(asking)
    await askedFor(asking)
    await office.act(withdrawRequest, { request: told })
    await later(world, 61)
    expect((await mailsOf(asking)).slice(1)).toEqual([
      '2026-01-05T11:01 file_requested to Carla',
      '2026-01-05T11:01 file_request_withdrawn to Carla',
      '2026-01-05T12:02 file_requested to Carla',
    ])
  })

  it('whoever is disabled meanwhile is mailed nothing, nor is whoever was before', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, carla } = asking
    const [one, two, three] = [await aFile(asking), await aFile(asking), await aFile(asking)]
    await office.act(shareFile, { file: one, with: [carla.shown] })
    await office.act(shareFile, { file: two, with: [carla.shown] })
    await office.act(disablePerson, { person: carla.shown, reason: 'Left us' })
    const { told } = await office.act(shareFile, { file: three, with: [carla.shown] })
    expect(Object.keys(told)).toEqual(['disabled'])
    await later(world, 61)
    expect(await mailsOf(asking)).toHaveLength(1)
  })

  it('what waits is told once, of any number who come for it, and after the portal is open again', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office } = asking
    const portal = office.portal.id
    await askedFor(asking)
    await askedFor(asking)
    await askedFor(asking)
    const suspend = (status: string) =>
      world.owner(
        `update portals set status = $2, suspended_from = case when $2 = 'suspended' then 'certified_secure' end,
           suspension_cause = case when $2 = 'suspended' then 'nonpayment' end where id = $1`,
        [portal, status],
      )
    await suspend('suspended')
    await later(world, 61)
    expect(await mailsOf(asking)).toHaveLength(1)
    await suspend('certified_secure')
    const workers = Array.from({ length: 5 }, () => tellingWorker(world.installation))
    await Promise.all(workers.map((worker) => worker.run({ portal })))
    expect((await mailsOf(asking)).slice(1)).toEqual(['2026-01-05T11:01 files_requested to Carla'])
  })

  it('each is told for themselves', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    const { office, matter, carla } = asking
    const diego = await aPerson(world, office.portal.id, { name: 'Diego Paz', kind: 'contact' })
    await office.act(addParty, { case: matter, person: diego.shown, side: 'client' })
    await office.act(shareFile, { file: await aFile(asking), with: [carla.shown] })
    await office.act(shareFile, { file: await aFile(asking), with: [matter] })
    expect(await mailsOf(asking)).toEqual([
      '2026-01-05T10:00 file_shared to Carla',
      '2026-01-05T10:00 file_shared to Diego',
    ])
    await moveTo(world, '2026-01-05T10:30:00Z')
    await later(world, 1)
    expect(await mailsOf(asking)).toHaveLength(3)
  })
})
