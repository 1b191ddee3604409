import pg from 'pg'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { beginImport, uploadImport } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform } from '../../src/kit/operation.ts'
import { Authenticator } from '../identity/authenticator.ts'
import { aPerson, aPortal, Browser, DIGITS, PASSWORD } from '../identity/identity-world.ts'
import { aFirm, runJobs } from '../cases/mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

/** Holds a portal's summary until the test is over, as adding people to it does until the commit. */
async function holdSummary(portal: string): Promise<void> {
  const other = new pg.Client({ connectionString: world.ownerUrl })
  await other.connect()
  onTestFinished(() => other.end())
  await other.query('begin')
  await other.query('update portal_summaries set people = people where portal_id = $1', [portal])
}

async function newestMail(portal: string, found: RegExp): Promise<string> {
  await world.drain()
  const [mail] = await mailbox(world.installation, portal)
  return found.exec(mail!.text)!.at(-1)!
}

describe('while somebody adds people to a portal', () => {
  it.each([
    {
      who: 'whoever signs in by password',
      slug: 'by-password',
      prepare: async (portal: Portal) => {
        const { email } = await aPerson(world, portal.id)
        return () =>
          new Browser(app, portal).json('POST', '/api/v1/session', { email, password: PASSWORD })
      },
    },
    {
      who: 'whoever signs in by a mailed code',
      slug: 'by-code',
      prepare: async (portal: Portal) => {
        const { email } = await aPerson(world, portal.id)
        const browser = new Browser(app, portal)
        await browser.post('/sign-in/code', { email })
        const code = await newestMail(portal.id, /^\d{4} \d{4}$/m)
        return () => browser.post('/sign-in/code/enter', { code })
      },
    },
    {
      who: 'whoever signs in by passkey',
      slug: 'by-passkey',
      prepare: async (portal: Portal) => {
        const authenticator = new Authenticator()
        const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
        const json = async (answer: Promise<Response>) => (await (await answer).json()) as never
        const proof = { current: PASSWORD }
        const { create } = await json(
          browser.json('POST', '/api/v1/profile/factors/passkey-options', proof),
        )
        const credential = authenticator.create(create, browser.origin)
        const made = { name: 'My phone', credential }
        await browser.json('POST', '/api/v1/profile/factors/passkeys', made)
        const stranger = new Browser(app, portal)
        const options = await json(stranger.get('/api/v1/session/passkey-options'))
        const shown = { credential: authenticator.get(options, stranger.origin) }
        return () => stranger.json('POST', '/api/v1/session/passkey', shown)
      },
    },
    {
      who: 'whoever chooses a new password by the link',
      slug: 'by-link',
      prepare: async (portal: Portal) => {
        const { email } = await aPerson(world, portal.id)
        await new Browser(app, portal).post('/reset', { email })
        const token = await newestMail(portal.id, /token=([\w-]{43})/)
        const password = 'seven swans upon the lake'
        return () => new Browser(app, portal).post('/reset/password', { token, password })
      },
    },
    {
      who: 'whoever registers',
      slug: 'by-registration',
      prepare: async (portal: Portal) => {
        const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
        const bo = { name: 'Bo Lind', kind: 'contact', activated: false } as const
        const { shown } = await aPerson(world, portal.id, bo)
        await staff.post(`/people/${shown}/invitation`)
        const token = await newestMail(portal.id, /token=([\w-]{43})/)
        const form = { token, fact: DIGITS, password: PASSWORD }
        return () => new Browser(app, portal).post('/registration', form)
      },
    },
    {
      who: 'whoever writes a message, after a while in which nothing was noted',
      slug: 'by-message',
      prepare: async (portal: Portal) => {
        const browser = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
        const pia = await aPerson(world, portal.id, { name: 'Pia Lund', kind: 'contact' })
        await world.owner(
          `update sessions set seen_at = '2026-01-05T08:30Z' where portal_id = $1`,
          [portal.id],
        )
        const letter = { subject: 'The lease', body: 'Good morning', to: [pia.shown] }
        return () => browser.json('POST', '/api/v1/threads', letter)
      },
    },
  ])('$who does not wait for it', async ({ slug, prepare }) => {
    const portal = await aPortal(world, { slug: `held-${slug}` })
    const act = await prepare(portal)
    await holdSummary(portal.id)
    const answer = await act()
    expect([201, 303], await answer.text()).toContain(answer.status)
  })

  it('the portal’s last use is noted all the same where nobody holds it', async () => {
    const portal = await aPortal(world, { slug: 'free' })
    await new Browser(app, portal).signIn(await aPerson(world, portal.id))
    const [row] = await world.owner(
      'select last_activity_at::text from portal_summaries where portal_id = $1',
      [portal.id],
    )
    expect(row).toEqual({ last_activity_at: '2026-01-05 09:00:00+00' })
  })
})

type Portal = Awaited<ReturnType<typeof aPortal>>

describe('a batch of an import', () => {
  it('ends after the line with which its time is over, however few that are, and none is left out', async () => {
    const firm = await aFirm(world, 0, 'slow')
    const csv = ['Name,E-mail', ...Array.from({ length: 10 }, (_, n) => `C ${n},c${n}@x.example`)]
    const sent = value(
      await perform(world.installation, uploadImport, firm.staff, { csv: csv.join('\n') }),
    )
    const { work } = value(
      await perform(world.installation, beginImport, firm.staff, {
        import: show('import', sent.import),
      }),
    )
    // Each look at the machine's own count finds 90 ms gone: a line that takes so long.
    let count = process.hrtime.bigint()
    const looks = vi
      .spyOn(process.hrtime, 'bigint')
      .mockImplementation(() => (count += 90_000_000n))
    try {
      await runJobs(world, 'long_work', { portal: firm.portal, work, kind: 'import' })
    } finally {
      looks.mockRestore()
    }
    const batches = await world.owner<{ rows: number }>(
      `select (details->>'rows')::int as rows from audit_lines
       where portal_id = $1 and operation = 'import.go_on' order by seq`,
      [firm.portal],
    )
    expect(batches.every(({ rows }) => rows <= 3)).toBe(true)
    expect(batches.reduce((sum, { rows }) => sum + rows, 0)).toBe(10)
    const [row] = await world.owner('select state, done, counts from works where id = $1', [work])
    expect(row).toEqual({ state: 'finished', done: 10, counts: { created: 10 } })
  })
})
