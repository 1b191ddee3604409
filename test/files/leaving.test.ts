import { beforeEach, describe, expect, it } from 'vitest'
import { removeParty } from '../../src/cases/index.ts'
import { shareFile } from '../../src/files/index.ts'
import { updateContact } from '../../src/people/index.ts'
import { aWorld, type World } from '../world.ts'
import { addFile } from './files-world.ts'
import {
  aClient,
  anAsking,
  answer,
  askedFor,
  mailsOf,
  uploaded,
  type Asking,
} from './requests-setting.ts'

let world: World
let asking: Asking
beforeEach(async () => {
  world = await aWorld()
  asking = await anAsking(world)
})

const stateOf = async ({ office }: Asking, request: string) =>
  (await office.api<{ state: string }>('GET', `requests/${request}`)).body.state

describe('whoever is taken out of a case', () => {
  it('is first shown with what they see and are asked for no more, counted, and nothing is done yet', async () => {
    const { office, matter, carla, client } = asking
    for (const name of ['one.txt', 'two.txt', 'three.txt']) {
      const file = await addFile(office, matter, { name, bytes: Buffer.from('Dear client') })
      await office.act(shareFile, { file, with: [matter] })
      // This one is shared with them by name, too.
      if (name === 'three.txt') await office.act(shareFile, { file, with: [carla.shown] })
    }
    const sent = await askedFor(asking)
    await answer(client, sent, [await uploaded(client)])
    const open = await askedFor(asking)
    expect(await office.text(`/cases/${matter}`)).toContain(
      `href="/cases/${matter}/parties/${carla.shown}/removal"`,
    )
    const page = `/cases/${matter}/parties/${carla.shown}/removal`
    const html = await office.text(page)
    expect(html).toContain('Carla Soto sees 2 documents no more')
    expect(html).toContain('2 requests for documents are withdrawn')
    expect(await stateOf(asking, open)).toBe('open')
    const tom = await aClient(asking, 'Tom Roe')
    const other = await office.text(`/cases/${matter}/parties/${tom.shown}/removal`)
    expect(other).toContain('Tom Roe sees 3 documents no more')
    expect(other).toContain('No document is requested of them here.')
    const done = await office.browser.post(page, {})
    expect(done.status).toBe(303)
    expect((await office.browser.get(page)).status).toBe(404)
    expect(await stateOf(asking, sent)).toBe('withdrawn')
  })

  it('has their requests withdrawn, is told so, and sends nothing more into the case', async () => {
    const { office, matter, carla, client } = asking
    const request = await askedFor(asking)
    const elsewhere = await askedFor(asking, { about: carla.shown })
    const upload = await uploaded(client)
    await office.act(removeParty, { case: matter, person: carla.shown })
    expect((await answer(client, request, [upload])).status).toBe(409)
    expect((await answer(client, elsewhere, [upload])).status).toBe(200)
    expect(await mailsOf(asking)).toEqual([
      '2026-01-05T10:00 file_requested to Carla',
      '2026-01-05T10:00 file_request_withdrawn to Carla',
      '2026-01-05T10:00 file_request_answered to Ada',
    ])
    const { body } = await office.api<{ files: unknown[] }>('GET', `files?about=${matter}`)
    expect(body.files).toEqual([])
    const lines = await world.owner<{ n: number }>(
      `select count(*)::int as n from audit_lines where operation = 'file_request.withdraw'`,
    )
    expect(lines).toEqual([{ n: 1 }])
  })

  it('at the moment they answer, has sent it before or cannot any more', async () => {
    const { office, matter, carla, client } = asking
    const request = await askedFor(asking)
    const upload = await uploaded(client)
    const [sent] = await Promise.all([
      answer(client, request, [upload]),
      office.act(removeParty, { case: matter, person: carla.shown }),
    ])
    expect(await stateOf(asking, request)).toBe('withdrawn')
    const { body } = await office.api<{ files: unknown[] }>('GET', `files?about=${matter}`)
    expect(body.files).toHaveLength(sent.status === 200 ? 1 : 0)
  })
})

it('whoever leaves a company is asked for nothing there any more', async () => {
  const { office, carla } = asking
  const company = (await office.api<{ id: string }>('POST', 'companies', { name: 'Soto SL' })).body
  await office.act(updateContact, { person: carla.shown, company: 'Soto SL' })
  const request = await askedFor(asking, { about: company.id })
  await office.act(updateContact, { person: carla.shown, phone: '+34 600 000 000' })
  expect(await stateOf(asking, request)).toBe('open')
  await office.act(updateContact, { person: carla.shown, company: null })
  expect(await stateOf(asking, request)).toBe('withdrawn')
})
