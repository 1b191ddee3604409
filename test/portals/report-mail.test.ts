import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { jobHandlers } from '../../src/jobs.ts'
import { CONSOLE, newId, parseId } from '../../src/kit/ids.ts'
import { mailJob } from '../../src/kit/mail.ts'
import {
  buildPortal,
  certifyPortal,
  createPortal,
  issueDueReports,
} from '../../src/portals/index.ts'
import { freePort } from '../faults/app-process.ts'
import { aPerson, Browser, theConsole } from '../identity/identity-world.ts'
import { mailServer } from '../kit/mail-server.ts'
import { pdfText } from './pdf-text.ts'
import { aBilledPartner } from '../scenarios/billing-setting.ts'
import { act } from '../scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../world.ts'

/** A partner in Spain whose January has ended, and whose name is none that a form would take. */
async function aMonth(name: string) {
  const port = await freePort()
  const smtpUrl = `smtp://127.0.0.1:${port}?ignoreTLS=true`
  const world = await aWorld({ more: { smtpUrl, name: 'Northern Portals' } })
  const partner = await aBilledPartner(world, { language: 'es', zone: 'Europe/Madrid' })
  await world.owner('update partners set name = $2, billing_name = $2 where id = $1', [
    parseId('partner', partner),
    name,
  ])
  const { portal } = await act(world, createPortal, {
    partner,
    name: 'Cañón & Ibáñez',
    owner: { name: 'Ada Okoye', email: 'ada@canon.example' },
  })
  await buildPortal(world.installation, { portal: parseId('portal', portal)! })
  await act(world, certifyPortal, { portal })
  // Only the report's own mail is of interest.
  await world.owner(`delete from pgboss.job where name = 'mail'`)
  await world.setClock('2026-02-01T09:00:00Z')
  await issueDueReports(world.installation)
  return { world, port }
}

const ITS_JOB = `name = 'mail' and data ->> 'mail' in
  (select id::text from mails where kind = 'billing_report')`

/** Lets the time pass for which a job that failed is to wait. @returns in seconds; 0 where it does not wait */
async function waitOver(world: World): Promise<number> {
  const [job] = await world.owner<{ wait: number }>(
    `with failed as (select id, extract(epoch from start_after - now())::float8 as wait
       from pgboss.job where ${ITS_JOB} and state = 'retry' and start_after > now() for update)
     update pgboss.job j set start_after = now() from failed where j.id = failed.id and name = 'mail'
     returning wait`,
  )
  return job?.wait ?? 0
}

/** Wakes the worker, which else looks every few seconds only. */
async function knock({ installation: { db, jobs } }: World): Promise<void> {
  await db.write({ portal: CONSOLE }, (tx) =>
    jobs.enqueue(tx, mailJob, { portal: CONSOLE, mail: newId() }),
  )
}

describe('a report’s mail, in its receiver’s inbox', () => {
  it('is delivered once, whole and in the partner’s language, though the server is away for an hour', async () => {
    const name = 'Nørd "& Søn"\r\nBcc: all@evil.example\r\n\r\n<b>Boo</b>'
    const { world, port } = await aMonth(name)
    await world.installation.jobs.work(jobHandlers(world.installation))

    let waited = 0
    const wait = async () => {
      const seconds = await waitOver(world)
      waited += seconds
      return seconds
    }
    while (waited < 3600) {
      await expect.poll(wait, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0)
      if (waited < 3600) await knock(world)
    }
    const inbox = await mailServer(port)
    await knock(world)
    await expect
      .poll(() => world.owner(`select state::text from pgboss.job where ${ITS_JOB}`), {
        timeout: 30_000,
        interval: 20,
      })
      .toEqual([{ state: 'completed' }])
    expect(
      await world.owner(`select state, sealed from mails where kind = 'billing_report'`),
    ).toEqual([{ state: 'sent', sealed: null }])

    expect(inbox).toHaveLength(1)
    const { from, to, raw, mail } = inbox[0]!
    expect({ from, to }).toEqual({ from: 'no-reply@localhost', to: ['bills@northwind.example'] })
    const plain = (text: string | undefined) => text!.replaceAll(/\s+/g, ' ')
    expect(plain(mail.subject)).toBe('Informe de facturación de enero de 2026: 12,50 €')
    expect(mail.from).toEqual({ name: 'Northern Portals', address: 'no-reply@localhost' })
    expect(mail.to).toEqual([{ name: '', address: 'bills@northwind.example' }])
    expect([mail.cc, mail.bcc]).toEqual([undefined, undefined])
    const header = raw.toString().split('\r\n\r\n')[0]
    expect(header).not.toMatch(/evil|Boo/)
    expect(plain(mail.text)).toContain('Total: 12,50 €. 1 usuario PRO en 1 portal.')
    expect(plain(mail.html)).toContain('Abrir el informe')
    expect(mail.html).toContain('<html lang="es">')
    expect(mail.html).not.toContain('<b>Boo')

    expect(mail.attachments).toMatchObject([
      { filename: 'billing-2026-01-v1.pdf', mimeType: 'application/pdf' },
    ])
    const pdf = new Uint8Array(mail.attachments[0]!.content as ArrayBuffer)
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const text = await pdfText(pdf)
    expect(text).toContain('Northern Portals')
    expect(text).toContain('enero de 2026')
    expect(text).toContain('Cañón & Ibáñez')
    expect(text).not.toContain('Ada Okoye')
  })

  it('is shown on the report and told to the operators where the server refuses it for good', async () => {
    const { world, port } = await aMonth('Northwind')
    const oscar = await aPerson(world, CONSOLE, {
      ...{ name: 'Oscar Op', email: 'oscar@op.example', kind: 'operator' },
    })
    const inbox = await mailServer(port, (to) => (to.startsWith('bills@') ? 550 : undefined))
    await world.drain()
    const told = inbox.find(({ to }) => to[0] === oscar.email)!
    expect(told.mail.subject).toBe('The billing report of Northwind for January 2026 was refused')
    expect(told.mail.text).toContain('550 Not here')
    const page = /localhost:3000(\/partners\/\S+)/.exec(told.mail.text!)![1]!
    const browser = await new Browser(createApp(world.installation), theConsole).signIn(oscar)
    expect(await (await browser.send(page)).text()).toContain('550 Not here')
  })
})
