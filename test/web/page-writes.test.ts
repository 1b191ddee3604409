import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { aPerson, aPortal, Browser } from '../identity/identity-world.ts'
import { aWorld } from '../world.ts'

/** A portal where somebody may send three forms a minute, from two servers. */
async function aCrowdedPortal() {
  const world = await aWorld()
  const portal = await aPortal(world)
  const [ada, gus] = await Promise.all([
    aPerson(world, portal.id, { name: 'Ada Reyes', kind: 'staff' }),
    aPerson(world, portal.id, { name: 'Gus Marsh', kind: 'contact' }),
  ])
  const servers = [1, 2].map(() => createApp({ ...world.installation, pageWritesPerMinute: 3 }))
  const browser = async (who: typeof ada, server = servers[0]!) =>
    new Browser(server, portal).signIn(who)
  return { world, portal, ada, gus, servers, browser }
}

const rename = (browser: Browser) => browser.post('/profile', { name: 'Ada Reyes' })

describe('what is sent from pages', () => {
  it('is limited for each person, over all servers, and says when there is more', async () => {
    const { world, ada, gus, servers, browser } = await aCrowdedPortal()
    const [here, there] = [await browser(ada), await browser(ada, servers[1])]
    const sent = await Promise.all([here, there, here, there, here].map(rename))
    const refused = sent.filter(({ status }) => status === 429)
    expect(refused.length).toBe(2)
    for (const page of refused) {
      expect(page.headers.get('retry-after')).toBe('60')
      expect(await page.text()).toContain('Wait 60 seconds')
    }
    expect((await rename(await browser(gus))).status).not.toBe(429)
    // Looking is free.
    expect((await here.get('/profile')).status).toBe(200)
    await world.setClock((await world.now()).add({ seconds: 60 }))
    expect((await rename(here)).status).not.toBe(429)
  })

  it('is limited for all together who come from a network and are nobody yet', async () => {
    const { portal, ada, servers, browser } = await aCrowdedPortal()
    const known = await browser(ada)
    const strangers = Array.from({ length: 17 }, () => {
      const stranger = new Browser(servers[0]!, portal)
      stranger.address = '203.0.113.7'
      return stranger
    })
    const sent = await Promise.all(strangers.map((one) => one.post('/reset', {})))
    expect(sent.filter(({ status }) => status === 429).length).toBe(2)
    const elsewhere = await new Browser(servers[0]!, portal).post('/reset', {})
    expect(elsewhere.status).not.toBe(429)
    expect((await rename(known)).status).not.toBe(429)
  })
})
