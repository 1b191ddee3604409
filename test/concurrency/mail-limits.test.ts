import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { aPerson, aPortal, Browser } from '../identity/identity-world.ts'
import { countOf } from '../cases/mass-setting.ts'
import { aWorld } from '../world.ts'

const FIFTY = Array.from({ length: 50 }, (_, n) => n)

async function anOffice() {
  const world = await aWorld()
  const app = createApp(world.installation)
  const portal = await aPortal(world)
  const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
  const mails = (kind: string) => countOf(world, `mails where kind = '${kind}'`, portal.id)
  const client = (activated: boolean) =>
    aPerson(world, portal.id, { name: 'Carla Boone', kind: 'contact', activated })
  return { world, app, portal, staff, mails, client }
}

describe('fifty at once', () => {
  it.each([
    [true, 'reset'],
    [false, 'invitation'],
  ])('send one mail where staff press “send reset”; registered: %s', async (activated, kind) => {
    const { staff, mails, client } = await anOffice()
    const carla = await client(activated)
    const answers = await Promise.all(
      FIFTY.map(() => staff.send(`/api/v1/people/${carla.shown}/reset`, { method: 'POST' })),
    )
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([200, ...FIFTY.slice(1).map(() => 429)])
    expect(await mails(kind)).toBe(1)
  })

  it('send one mail where anybody asks for a new password, each answered alike', async () => {
    const { world, app, portal, mails, client } = await anOffice()
    const { email } = await client(true)
    const answers = await Promise.all(
      FIFTY.map(() => new Browser(app, portal).post('/reset', { email })),
    )
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1)
    await world.drain()
    expect(await mails('reset')).toBe(1)
  })

  it('invite as many as a trial has left, and no more', async () => {
    const { world, portal, staff, mails } = await anOffice()
    await world.owner(`update portals set status = 'trial_active' where id = $1`, [portal.id])
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        staff.send('/api/v1/people', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ kind: 'staff', name: 'Co League', email: `c${n}@example.com` }),
        }),
      ),
    )
    const made = answers.filter(({ status }) => status === 201)
    expect(made).toHaveLength(50)
    expect(await mails('invitation')).toBe(50)
  })
})
