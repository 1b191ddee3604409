import { describe, expect, it } from 'vitest'
import { CONSOLE, newId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import {
  cancelPortal,
  certifyPortal,
  changeSlug,
  configurePartner,
  configurePortal,
  correctReport,
  suspendPortal,
} from '../../src/portals/index.ts'
import { RouteHandler, textOf } from './portals-console.ts'
import { aBilledPartner, goTo, reportsOf, staff } from '../scenarios/billing-setting.ts'
import { act, aPartner, aPortal } from '../scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../world.ts'

/** A partner whose one portal was certified on 10 January, with a contact called as a formula. */
async function aMonth(options: Parameters<typeof aBilledPartner>[1] = {}) {
  const world = await aWorld()
  const partner = await aBilledPartner(world, options)
  const portal = await aPortal(world, {
    partner,
    name: '=Cañón & Ibáñez',
    slug: 'harbour',
    partnerReference: 'K-7',
  })
  await goTo(world, '2026-01-10T12:00:00Z')
  await act(world, certifyPortal, { portal: portal.portal })
  const contact = await staff(world, portal.id).invite('Zoë Núñez', 'contact', 'pro')
  await goTo(world, '2026-02-01T00:10:00Z')
  const place = new RouteHandler(world)
  const reports = `/api/v1/partners/${partner}/reports`
  return { world, partner, portal, contact, place, reports }
}

const count = async (world: World, table: string) =>
  (await world.owner<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n

describe('a partner’s reports by API', () => {
  it('are listed, shown and downloaded with a key for billing', async () => {
    const { partner, portal, place, reports, contact } = await aMonth()
    const program = await place.program(['billing'], partner)
    const list = await program.ask('GET', reports)
    expect(list.body).toEqual({
      reports: [
        {
          id: expect.stringMatching(/^rpt_/) as unknown,
          partner,
          month: '2026-01',
          version: 1,
          issuedAt: '2026-02-01T00:10:00Z',
          begins: '2026-01-01T00:00:00Z',
          ends: '2026-02-01T00:00:00Z',
          timeZone: 'UTC',
          billTo: 'Northwind Accounts',
          reference: null,
          portals: 1,
          proUsers: 2,
          unitPrice: { minor: 1250, currency: 'EUR' },
          total: { minor: 2500, currency: 'EUR' },
          reason: null,
        },
      ],
      next: null,
    })
    const { id } = list.body.reports[0]
    const shown = await program.ask('GET', `${reports}/${id}`)
    expect(shown.body).toMatchObject({
      id,
      changes: null,
      next: null,
      lines: [
        {
          portal: { id: portal.portal, name: '=Cañón & Ibáñez', slug: 'harbour', reference: 'K-7' },
          billableDays: 22,
          proUsers: 2,
          peak: 2,
          monthEnd: 2,
          amount: { minor: 2500, currency: 'EUR' },
          persons: [
            { name: 'Ada Okoye', firstDay: '2026-01-10', began: 'portal', ended: 'month' },
            {
              id: show('person', contact),
              name: 'Zoë Núñez',
              firstDay: '2026-01-10',
              lastDay: '2026-01-31',
              billableDays: 22,
              began: 'added',
            },
          ],
        },
      ],
    })

    const download = (ending: string) =>
      place.app.request(`http://localhost:3000${reports}/${id}/${ending}`, {
        headers: { host: 'localhost:3000', authorization: `Bearer ${program.secret}` },
      })
    const csv = await download('csv')
    expect(csv.headers.get('content-disposition')).toContain('billing-2026-01-v1.csv')
    const rows = (await csv.text()).split('\r\n')
    expect(rows).toHaveLength(5)
    expect(rows[1]).toBe(
      `portal,2026-01,1,${portal.portal},"'=Cañón & Ibáñez",K-7,22,2,2,2,12.50,25.00,EUR,,,,,,`,
    )
    expect(rows[3]).toBe(
      `person,2026-01,1,${portal.portal},"'=Cañón & Ibáñez",K-7,22,,,,,,,${show('person', contact)},Zoë Núñez,2026-01-10,2026-01-31,added,month`,
    )
    const pdf = await download('pdf')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-')
  })

  it('are another partner’s as little as one that does not exist', async () => {
    const { world, place, reports, partner } = await aMonth()
    const other = await aPartner(world, 'Other')
    const own = await place.program(['billing'], partner)
    const stranger = await place.program(['billing'], other)
    const {
      reports: [{ id }],
    } = (await own.ask('GET', reports)).body
    const none = `/api/v1/partners/${show('partner', newId())}/reports`
    for (const path of ['', `/${id}`, `/${id}/csv`, `/${id}/pdf`]) {
      const [foreign, absent] = [
        await stranger.ask('GET', `${reports}${path}`),
        await stranger.ask('GET', `${none}${path}`),
      ]
      expect([foreign.status, absent.status]).toEqual([404, 404])
      expect({ ...foreign.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
    }
    // Nor under one's own name.
    const mixed = `/api/v1/partners/${other}/reports/${id}`
    expect((await stranger.ask('GET', mixed)).status).toBe(404)
    const reader = await place.program(['read', 'provision'], partner)
    expect((await reader.ask('GET', reports)).status).toBe(403)
    expect((await own.ask('POST', `${reports}/${id}/correction`, { reason: 'No' })).status).toBe(
      403,
    )
  })

  it('are paged, and a place that is none is refused', async () => {
    const { world, place, reports, partner } = await aMonth()
    await goTo(world, '2026-05-02T00:00:00Z')
    const program = await place.program(['billing'], partner)
    const months: string[] = []
    let next: string | null = null
    do {
      const page: { reports: { month: string }[]; next: string | null } = (
        await program.ask('GET', `${reports}?limit=1${next ? `&cursor=${next}` : ''}`)
      ).body
      months.push(...page.reports.map(({ month }) => month))
      next = page.next
    } while (next)
    expect(months).toEqual(['2026-04', '2026-03', '2026-02', '2026-01'])
    expect((await program.ask('GET', `${reports}?cursor=2026-13.1`)).status).toBe(422)
  })
})

describe('a correction', () => {
  it('is a new version that says what changed, and the one before stays', async () => {
    const { world, partner, portal, place, reports } = await aMonth()
    const program = await place.program(['billing', 'operate'])
    const {
      reports: [{ id }],
    } = (await program.ask('GET', reports)).body
    const before = await reportsOf(world, partner)
    const again = await program.ask('POST', `${reports}/${id}/correction`, { reason: 'Look again' })
    expect(again).toMatchObject({ status: 409, body: { code: 'report_unchanged' } })
    expect(await count(world, 'billing_reports')).toBe(1)
    expect(await count(world, 'billing_report_lines')).toBe(1)

    await world.owner(`update partner_prices set minor = 1000`)
    await world.owner(`update seat_spans set ended_at = '2026-01-12T00:00Z', ended_by = 'disabled'
      where began_by = 'added' and began_at > '2026-01-09'`)
    const corrected = await program.ask('POST', `${reports}/${id}/correction`, {
      reason: 'The price was wrong',
    })
    expect(corrected).toMatchObject({ status: 201, body: { version: 2 } })
    const { body } = await program.ask('GET', `${reports}/${corrected.body.report}`)
    expect(body).toMatchObject({
      version: 2,
      reason: 'The price was wrong',
      total: { minor: 2000, currency: 'EUR' },
      changes: {
        unit: { from: { minor: 1250, currency: 'EUR' }, to: { minor: 1000, currency: 'EUR' } },
        portals: [
          {
            portal: portal.portal,
            from: { monthEnd: 2, amount: 2500 },
            to: { monthEnd: 1, amount: 2000 },
          },
        ],
        persons: [
          {
            from: { lastDay: '2026-01-31', ended: 'month' },
            to: { lastDay: '2026-01-11', billableDays: 2, ended: 'disabled' },
          },
        ],
      },
    })
    expect(await program.ask('POST', `${reports}/${id}/correction`, { reason: 'x' })).toMatchObject(
      { status: 409, body: { code: 'report_superseded' } },
    )
    expect((await reportsOf(world, partner)).slice(0, before.length)).toEqual(before)
  })

  it('is how a month without a price gets its amounts', async () => {
    const { world, partner, place, reports } = await aMonth({ from: '2026-02-01' })
    const program = await place.program(['billing', 'operate'])
    expect((await reportsOf(world, partner))[0]).toBe(
      '2026-01 v1 2026-02-01T00:10:00Z: 2 PRO, no price',
    )
    await world.owner(`update partner_prices set from_month = '2026-01-01'`)
    const { id } = (await program.ask('GET', reports)).body.reports[0]
    await program.ask('POST', `${reports}/${id}/correction`, { reason: 'The price came late' })
    expect((await program.ask('GET', reports)).body.reports[0].total.minor).toBe(2500)
  })
})

describe('a report', () => {
  it('is mailed to the billing contact in the partner’s language, with the PDF', async () => {
    const { world } = await aMonth({ language: 'es' })
    const mails = await mailbox(world.installation, CONSOLE)
    expect(mails).toMatchObject([
      {
        kind: 'billing_report',
        to: 'bills@northwind.example',
        attachments: ['billing-2026-01-v1.pdf'],
      },
    ])
    expect(mails[0]!.subject.replaceAll(/\s/g, ' ')).toBe(
      'Informe de facturación de enero de 2026: 25,00 €',
    )
    expect(mails[0]!.text).toContain('2 usuarios PRO en 1 portal.')
  })

  it('counts in its mail the portals that somebody is billed in, and none that are gone or for trial', async () => {
    const { world, partner } = await aMonth()
    await aPortal(world, { partner, name: 'On trial', slug: 'trial' })
    const gone = await aPortal(world, { partner, name: 'Gone', slug: 'gone' })
    await act(world, suspendPortal, { portal: gone.portal, cause: 'requested' })
    await act(world, cancelPortal, { portal: gone.portal, name: 'Gone' })
    await goTo(world, '2026-03-01T00:10:00Z')
    const mails = await mailbox(world.installation, CONSOLE)
    const mail = mails.find(({ subject }) => subject.includes('February 2026'))!
    expect(mail.text).toContain('2 PRO users in 1 portal.')
  })

  it('tells whoever listens what it comes to', async () => {
    const { world, partner } = await aMonth()
    const [event] = await world.owner(
      `select subject, data from events where name = 'report.issue'`,
    )
    expect(event).toMatchObject({
      subject: partner,
      data: {
        partner,
        month: '2026-01',
        version: 1,
        portals: 1,
        proUsers: 2,
        total: { minor: 2500, currency: 'EUR' },
        mailed: true,
      },
    })
  })

  it('cannot be changed or taken back by the application', async () => {
    const { world, portal } = await aMonth()
    const { db } = world.installation
    for (const table of ['billing_reports', 'billing_report_lines', 'billing_report_persons'])
      for (const attempt of [`update ${table} set pro_users = 0`, `delete from ${table}`])
        await expect(db.write({ portal: portal.id }, (tx) => tx.run(attempt))).rejects.toThrow(
          /permission denied|does not exist/,
        )
    // What portals were called is deleted with them, and not changed either.
    await expect(
      db.write({ portal: portal.id }, (tx) => tx.run(`update billing_report_names set name = ''`)),
    ).rejects.toThrow('permission denied')
  })

  it('says what everything was called on its day, and a new version what it is called on its own', async () => {
    const { world, partner, portal, place, reports } = await aMonth()
    const program = await place.program(['billing'], partner)
    const {
      reports: [{ id }],
    } = (await program.ask('GET', reports)).body
    const person = await place.consolePerson('partner', partner)
    const files = async (report: string) => {
      const at = `/partners/${partner}/reports/${report}`
      return {
        json: (await program.ask('GET', `${reports}/${report}`)).body,
        csv: (await person.get(`${at}/csv`)).body,
        page: textOf((await person.get(`${at}/portals/${portal.portal}`)).body),
        list: textOf((await person.get(at)).body),
      }
    }
    const before = await files(id)
    expect(before.json.lines[0].portal.name).toBe('=Cañón & Ibáñez')

    await act(world, configurePortal, { portal: portal.portal, version: 1, name: 'Ibáñez' })
    await world.owner(`update portals set partner_reference = 'L-8' where id = $1`, [portal.id])
    await act(world, changeSlug, { portal: portal.portal, slug: 'ibanez' })
    await act(world, configurePartner, {
      partner,
      version: 1,
      name: 'Southwind',
      reference: 'S-1',
      billingName: 'Southwind Accounts',
      language: 'es',
    })
    const after = await files(id)
    expect(after.json).toEqual(before.json)
    expect(after.csv).toBe(before.csv)
    for (const page of [after.page, after.list]) {
      expect(page).toContain('=Cañón & Ibáñez')
      expect(page).not.toContain('L-8')
    }

    await world.owner(`update partner_prices set minor = 1000`)
    const { report } = await act(world, correctReport, { partner, report: id, reason: 'Price' })
    expect((await files(report)).json).toMatchObject({
      billTo: 'Southwind Accounts',
      reference: 'S-1',
      lines: [{ portal: { name: 'Ibáñez', slug: 'ibanez', reference: 'L-8' } }],
    })
    expect((await files(id)).json).toEqual(before.json)
  })

  it('of the version before has no names of its own, and shows those of today', async () => {
    const { world, partner, place, reports } = await aMonth()
    const program = await place.program(['billing'], partner)
    await world.owner('delete from billing_report_names')
    await world.owner('update billing_reports set begins_at = null, ends_at = null')
    const { body } = await program.ask('GET', reports)
    expect(body.reports[0]).toMatchObject({
      begins: '2026-01-01T00:00:00Z',
      ends: '2026-02-01T00:00:00Z',
    })
    const shown = (await program.ask('GET', `${reports}/${body.reports[0].id}`)).body
    expect(shown.lines[0].portal).toMatchObject({ name: '=Cañón & Ibáñez', reference: 'K-7' })
  })

  it('holds no name, and shows none once the portal is gone', async () => {
    const { world, partner, portal, place, reports } = await aMonth()
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    await goTo(world, '2026-06-15T00:00:00Z')
    const program = await place.program(['billing'], partner)
    const { body } = await program.ask('GET', reports)
    const { id } = body.reports.at(-1)
    const shown = (await program.ask('GET', `${reports}/${id}`)).body
    expect(shown.lines[0]).toMatchObject({
      portal: { name: '', slug: 'harbour', reference: null },
      proUsers: 2,
      persons: [{ name: null }, { name: null }],
    })
    expect(await count(world, 'billing_report_names')).toBe(0)
  })
})

describe('the pages of a partner’s reports', () => {
  it('lead from the list to why each person counted, and to a correction', async () => {
    const { world, partner, portal, place } = await aMonth()
    const person = await place.consolePerson('partner', partner)
    const operator = await place.consolePerson('operator')
    const list = await person.get(`/partners/${partner}/reports`)
    const [report] = /\/partners\/\w+\/reports\/rpt_\w+/.exec(list.body)!
    const page = await person.get(report)
    expect(page.body).toContain('=Cañón &amp; Ibáñez')
    expect(page.body).not.toContain(`${report}/correction`)
    const line = await person.get(`${report}/portals/${portal.portal}`)
    expect(line.body).toContain('the portal became billable')
    expect((await person.get(`${report}/csv`)).headers.get('content-type')).toContain('text/csv')
    expect(JSON.parse((await person.get(`${report}/json`)).body)).toMatchObject({
      lines: [{ proUsers: 2 }],
    })
    expect((await person.get(`${report}/pdf`)).headers.get('content-type')).toBe('application/pdf')
    expect((await person.get(`${report}/correction`)).status).toBe(404)

    expect((await operator.get(`${report}/correction`)).body).toContain('Bill the month again')
    const same = await operator.post(`${report}/correction`, { reason: 'Look again' })
    expect([same.status, same.body.includes('nothing to correct')]).toEqual([409, true])
    expect((await operator.post(`${report}/correction`, { reason: '' })).status).toBe(422)
    await world.owner(`update partner_prices set minor = 1000`)
    const done = await operator.post(`${report}/correction`, { reason: 'The price was wrong' })
    expect(done.status).toBe(303)
    expect((await operator.get(done.headers.get('location')!)).body).toContain(
      'The price was wrong',
    )
    expect((await person.get(report)).body).toContain('This report has been corrected')
    expect((await person.get(`/partners/${partner}/reports`)).body).toContain('2, corrected')
  })

  it('say what will stand there while there is nothing', async () => {
    const world = await aWorld()
    const place = new RouteHandler(world)
    const operator = await place.consolePerson('operator')
    const partner = await aPartner(world)
    expect((await operator.get(`/partners/${partner}/reports`)).body).toContain('No bill yet')
  })
})

describe('whether a person is billable, and why', () => {
  it('stands on their page and in the API', async () => {
    const { world, portal, contact, place } = await aMonth()
    let boss = await place.portalPerson(portal.id, portal.host)
    const guest = await staff(world, portal.id).invite('Gus Guest')
    const ask = async (person: string) => {
      const shown = show('person', person)
      const { body } = await boss.get(`/api/v1/people/${shown}/billing`)
      return { page: textOf((await boss.get(`/contacts/${shown}`)).body), api: JSON.parse(body) }
    }
    const yes = await ask(contact)
    expect(yes.page).toContain('Counts for February 2026, since 1 Feb: held PRO before the month')
    expect(yes.page).toContain('certified since 10 Jan 2026')
    expect(yes.api).toEqual({
      month: '2026-02',
      timeZone: 'UTC',
      counted: {
        firstDay: '2026-02-01',
        lastDay: '2026-02-01',
        billableDays: 1,
        began: 'month',
        ended: 'month',
      },
      seatSince: '2026-01-10T12:00:00Z',
      portal: { status: 'certified_secure', since: '2026-01-10T12:00:00Z', billable: true },
    })
    const no = await ask(guest)
    expect(no.page).toContain('Does not count for February 2026 so far: has not held a PRO seat')
    expect(no.api).toMatchObject({ counted: null, seatSince: null })

    await goTo(world, '2026-02-03T08:00:00Z')
    await staff(world, portal.id).disable(contact)
    await goTo(world, '2026-02-05T08:00:00Z')
    boss = await place.portalPerson(portal.id, portal.host)
    expect((await ask(contact)).page).toContain(
      'from 1 Feb (held PRO before the month began) to 3 Feb (access disabled)',
    )
  })
})
