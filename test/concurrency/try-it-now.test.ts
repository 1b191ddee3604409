import { expect, it } from 'vitest'
import { BUILD_STEPS } from '../../src/portals/index.ts'
import { Street } from '../portals/try-setting.ts'
import { aWorld } from '../world.ts'

const FIFTY = Array.from({ length: 50 })

it('mails once and builds once, whatever is sent fifty times at the same moment', async () => {
  const visitors = new Street(await aWorld())
  const { world } = visitors
  const form = await visitors.form()
  const sent = await Promise.all(FIFTY.map(() => visitors.ask('/try', { form })))
  expect(new Set(sent.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(sent[0]!.text).toContain('Look in your mailbox')
  const links = await visitors.links()
  expect(links).toHaveLength(1)
  expect(await world.owner(`select spent from limits where name = 'try_it_now.network'`)).toEqual([
    { spent: 1 },
  ])

  expect(
    await world.owner(`select from audit_lines where operation = 'trial.request'`),
  ).toHaveLength(1)

  const pressed = await Promise.all(FIFTY.map(() => visitors.press(links[0]!)))
  const led = new Set(pressed.map(({ status, headers }) => `${status} ${headers.get('location')}`))
  expect([...led]).toEqual([`303 /try/building?token=${links[0]}`])
  await world.drain()
  const portals = await visitors.portals()
  expect(portals).toHaveLength(1)
  const of = (table: string) =>
    world.owner(`select from ${table} where portal_id = $1`, [portals[0]!.id])
  expect(await of('persons')).toHaveLength(1)
  expect(await of('mails')).toHaveLength(1)
  expect(await world.owner('select steps_done from portal_creations')).toEqual([
    { steps_done: BUILD_STEPS.length },
  ])
})

it('builds one portal of several links that are pressed at the same moment', async () => {
  const visitors = new Street(await aWorld())
  for (const portalName of ['One', 'Two', 'Three', 'Four']) await visitors.send({ portalName })
  const links = await visitors.links()
  const pressed = await Promise.all(
    [...links, ...links, ...links].map((link) => visitors.press(link)),
  )
  expect(await visitors.portals()).toHaveLength(1)
  expect(pressed.filter(({ status }) => status === 303)).toHaveLength(3)
  expect(pressed.filter(({ status }) => status === 410)).toHaveLength(9)
})

it('takes ten of fifty forms that a network sends at the same moment', async () => {
  const visitors = new Street(await aWorld())
  const forms = await Promise.all(
    FIFTY.map((_, n) => visitors.form({ email: `${n}@harbour.example` })),
  )
  const sent = await Promise.all(forms.map((form) => visitors.ask('/try', { form })))
  expect(sent.filter(({ status }) => status === 200)).toHaveLength(10)
  expect(sent.filter(({ status }) => status === 429)).toHaveLength(40)
  await visitors.world.drain()
  expect(await visitors.world.owner(`select from mails where kind = 'try_it_now'`)).toHaveLength(10)
})
