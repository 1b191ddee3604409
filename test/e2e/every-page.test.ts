import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routeHandlers } from '../../src/features.ts'
import {
  DEMO_OPERATOR,
  DEMO_PARTNER_PERSON,
  DEMO_PASSWORD,
  DEMO_PORTALS,
  seedDemo,
} from '../../src/demo/index.ts'
import { beginMassInvitation } from '../../src/cases/index.ts'
import { show, type IdKind } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { routes } from '../../src/routes.ts'
import { callerFor } from '../cases/mass-setting.ts'
import { aWebhook } from '../two-portals.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
const ids: Record<string, Record<string, string>> = {}

/** Of the portal's partner, with a line for the portal. */
const LAST_REPORT = `
  select r.id from billing_reports r join billing_report_lines l on l.report_id = r.id
  join portals p on p.id = l.portal_id where p.slug = $1 order by r.month desc limit 1`

beforeAll(async () => {
  world = await serveWorld(seedDemo)
  const [first] = await world.owner<{ id: string }>('select id from portals where slug = $1', [
    DEMO_PORTALS[0]!.slug,
  ])
  await aWebhook(world, first!.id, null)
  const [owner, ...invited] = await world.owner<{ id: string; name: string }>(
    `select id, name from persons where portal_id = $1 and email = any($2) order by kind desc, name`,
    [first!.id, [law!.owner.email, 'claire.dumont@clients.example']],
  )
  const begun = await perform(
    world.installation,
    beginMassInvitation,
    callerFor(first!.id, owner!),
    { people: invited.map(({ id }) => show('person', id)) },
  )
  if (!begun.ok) throw new Error(begun.code)
  await world.owner(
    `insert into companies (portal_id, id, name, created_at)
     select id, gen_random_uuid(), 'Weir & Sons', now() from portals where slug = any($1)`,
    [DEMO_PORTALS.map(({ slug }) => slug)],
  )
  await world.owner(
    `insert into custom_fields (portal_id, id, name, label, kind, position)
     select id, gen_random_uuid(), 'origin', 'Origin', 'text', 0 from portals where slug = any($1)`,
    [DEMO_PORTALS.map(({ slug }) => slug)],
  )
  for (const { slug } of DEMO_PORTALS) {
    const one = async (kind: IdKind, sql: string) => {
      const [row] = await world.owner<{ id: string }>(sql, [slug])
      return row ? show(kind, row.id) : 'x'
    }
    const of = (table: string) =>
      `select t.id from ${table} t join portals p on p.id = t.portal_id where p.slug = $1 order by t.id limit 1`
    ids[slug] = {
      partner: await one('partner', 'select partner_id as id from portals where slug = $1'),
      portal: await one('portal', 'select id from portals where slug = $1'),
      person: await one('person', of('persons')),
      contact: await one(
        'person',
        `select c.id from persons c join portals p on p.id = c.portal_id
         where p.slug = $1 and c.kind = 'contact' order by c.id limit 1`,
      ),
      company: await one('company', of('companies')),
      field: await one('field', of('custom_fields')),
      thread: await one('thread', of('threads')),
      mail: await one('mail', of('mails')),
      webhook: await one('webhook', of('webhook_endpoints')),
      delivery: await one('delivery', of('webhook_deliveries')),
      report: await one('report', LAST_REPORT),
      case: await one('case', of('cases')),
      work: await one('work', of('works')),
      invoice: await one('invoice', of('invoices')),
      payment: await one('payment', of('payments')),
      creditNote: await one('creditNote', of('credit_notes')),
      form: await one('form', of('forms')),
      submission: await one('submission', of('form_submissions')),
      flow: await one('flow', of('flows')),
      flowRun: await one('flowRun', of('flow_runs')),
    }
  }
})
afterAll(() => world.close())

const pages = routeHandlers.filter(({ method, endpoint }) => method === 'GET' && !endpoint)
/** Not pages: a stylesheet, a picture, documents for programs, files. */
const NOT_PAGES = new Set<string>([
  '/theme.css',
  '/logo',
  '/api/v1/openapi.json',
  routes.console.partners.one.reports.one.csv.pattern,
  routes.console.partners.one.reports.one.json.pattern,
  routes.console.partners.one.reports.one.pdf.pattern,
  routes.works.one.outcomes.pattern,
  routes.invoices.one.pdf.pattern,
  routes.creditNotes.one.pdf.pattern,
  routes.billing.one.pdf.pattern,
  routes.billing.creditNotes.one.pdf.pattern,
  routes.pay.pdf.pattern,
  routes.imports.template.pattern,
  routes.forms.one.submissions.csv.pattern,
])

/** Pages about somebody are looked at for a colleague and for a client, whom they show otherwise. */
const about = (pattern: string): ('person' | 'contact')[] =>
  pattern.startsWith('/contacts/')
    ? ['contact']
    : pattern.startsWith('/people/:person')
      ? ['person', 'contact']
      : ['person']

/** Every page of a host, with ids of a portal that are there. */
const addresses = (place: 'console' | 'portal', slug: string) =>
  pages
    .filter(
      ({ route }) =>
        (route.place === 'both' || route.place === place) && !NOT_PAGES.has(route.pattern),
    )
    .flatMap(({ route }) =>
      about(route.pattern).map((who) =>
        route.pattern.replaceAll(
          /:(\w+)/g,
          (_: string, name: string) => ids[slug]![name === 'person' ? who : name] ?? 'x',
        ),
      ),
    )

async function signIn(visitor: Visitor, origin: string, email: string): Promise<void> {
  await visitor.open(`${origin}/sign-in`)
  await visitor.page.locator('[name=email]').fill(email)
  await visitor.page.locator('[name=password]').fill(DEMO_PASSWORD)
  await visitor.page.locator('main button[type=submit].btn-primary').click()
  await visitor.page.waitForURL((url) => url.pathname !== '/sign-in')
}

const [law, , coaching, plumbing, bakery] = DEMO_PORTALS
const visits = [
  {
    who: 'an operator',
    place: 'console',
    about: law!,
    email: DEMO_OPERATOR.email,
    viewport: WIDE,
    colorScheme: 'light',
  },
  {
    who: 'an operator at a suspended portal',
    place: 'console',
    about: plumbing!,
    email: DEMO_OPERATOR.email,
    viewport: PHONE,
    colorScheme: 'dark',
  },
  {
    who: 'a partner’s person',
    place: 'console',
    about: law!,
    email: DEMO_PARTNER_PERSON.email,
    viewport: PHONE,
    colorScheme: 'light',
  },
  {
    who: 'an owner',
    place: 'portal',
    about: law!,
    email: law!.owner.email,
    viewport: WIDE,
    colorScheme: 'dark',
  },
  {
    who: 'an owner after the trial, in Spanish',
    place: 'portal',
    about: coaching!,
    email: coaching!.owner.email,
    viewport: PHONE,
    colorScheme: 'light',
  },
  {
    who: 'a client',
    place: 'portal',
    about: law!,
    email: 'carla@clients.example',
    viewport: PHONE,
    colorScheme: 'light',
  },
] as const

describe('every page', () => {
  for (const { who, place, about, email, viewport, colorScheme } of visits)
    it(`is accessible and fits the screen for ${who}`, { timeout: 300_000 }, async () => {
      const origin = place === 'console' ? world.console : world.portal(about.slug)
      const visitor = await Visitor.come(who.replaceAll(/\W+/g, '-'), {
        viewport,
        colorScheme,
      })
      await signIn(visitor, origin, email)
      // What is not there for somebody is one and the same page: examined once.
      let nothing = false
      // The console's other pages are seen by the operator above.
      const portal = ids[about.slug]!['portal']!
      const paths = addresses(place, about.slug).filter(
        (path) => about !== plumbing || path.includes(portal),
      )
      for (const path of paths) {
        const status = (await visitor.page.goto(origin + path))!.status()
        expect(status, path).toBeLessThan(500)
        if (status !== 404 || !nothing) await visitor.look()
        nothing ||= status === 404
      }
      if (about === plumbing)
        for (const path of [routes.console.portals.one, routes.console.portals.one.certificate])
          await visitor.open(origin + path({ portal: ids[bakery!.slug]!['portal']! }))
      expect(visitor.seen).toBeGreaterThan(8)
    })

  it('weighs under 40 KB compressed on a client’s first visit, all in all', async () => {
    const visitor = await Visitor.come('weight', { viewport: PHONE })
    const origin = world.portal(law!.slug)
    await signIn(visitor, origin, 'carla@clients.example')
    const weights: Promise<number>[] = []
    visitor.page.on('response', (response) => {
      if (response.status() === 200)
        weights.push(response.body().then((body) => gzipSync(body).length))
    })
    await visitor.page.goto(`${origin}/`)
    await visitor.page.waitForLoadState('networkidle')
    const bytes = (await Promise.all(weights)).reduce((sum, weight) => sum + weight, 0)
    console.log(`portal home, first visit: ${(bytes / 1024).toFixed(1)} KB compressed`)
    expect(bytes).toBeGreaterThan(5_000)
    expect(bytes).toBeLessThan(40 * 1024)
  })
})
