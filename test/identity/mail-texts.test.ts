import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { mailbox } from '../../src/kit/mail.ts'
import { aPerson, aPortal, Browser } from './identity-world.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

async function anOffice(slug: string) {
  const portal = await aPortal(world, { slug })
  const staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
  const invite = async (name: string, language: string) => {
    const person = await aPerson(world, portal.id, {
      name,
      email: 'client@example.com',
      kind: 'contact',
      activated: false,
      language,
    })
    await staff.post(`/people/${person.shown}/invitation`)
    await world.drain()
    const [mail] = await mailbox(world.installation, portal.id)
    return mail!
  }
  const save = (subject: string, body: string, kind = 'invitation', language = 'en') =>
    staff.post('/settings/mails/text', { kind, language, subject, body })
  return { portal, staff, invite, save }
}

describe('a portal’s own mails', () => {
  it('go out in its words, per language, as text and HTML, with nothing typed run', async () => {
    const { save, invite } = await anOffice('own')
    const body =
      'Dear {{person.name}},\r\n\r\n<b>{{portal.name}}</b> until {{until}}\r\nSee you.\r\n\r\n{{link}}\r\n\r\nBye'
    expect((await save('{{portal.name}} awaits {{person.name}}', body)).status).toBe(303)
    const mail = await invite('Cy <i>Own</i>', 'en')
    expect(mail.subject).toBe('Own awaits Cy <i>Own</i>')
    expect(mail.text).toMatch(
      /^Dear Cy <i>Own<\/i>,\n\n<b>Own<\/b> until 12 Jan 2026, 10:00 CET\nSee you\.\n\nChoose a password:\nhttp:\/\/own\.localhost:3000\/registration\?token=[\w-]{43}\n\nBye\n/,
    )
    expect(mail.html).toContain('&lt;b&gt;Own&lt;/b&gt;')
    expect(mail.html).toContain('Dear Cy &lt;i&gt;Own&lt;/i&gt;,')
    expect(mail.html).not.toMatch(/<[bi]>/)
  })

  it('read as shipped in the other language, and again when they are reset', async () => {
    const { save, invite, staff } = await anOffice('shipped')
    await save('Mine', 'Mine\n\n{{link}}')
    expect((await invite('Eva', 'es')).subject).toBe('Shipped: elija su contraseña')
    await world.owner(`update persons set email = null where kind = 'contact'`)
    expect((await invite('Eve', 'en')).subject).toBe('Mine')
    await world.owner(`update persons set email = null where kind = 'contact'`)
    const reset = await staff.post('/settings/mails/reset', { kind: 'invitation', language: 'en' })
    expect(reset.status).toBe(303)
    expect((await invite('Evi', 'en')).subject).toBe('Shipped: choose your password')
  })

  it('are refused with the unknown placeholder named, and without the link they need', async () => {
    const { save } = await anOffice('refused')
    const page = async (subject: string, body: string) => {
      const answer = await save(subject, body)
      expect(answer.status).toBe(422)
      return answer.text()
    }
    expect(await page('Hello {{nmae}}', '{{link}}')).toContain('Line 1: there is no {{nmae}} here.')
    expect(await page('Hello', 'No link')).toContain('Put {{link}} where the link belongs')
    expect(await page('Two\nlines', '{{link}}')).toMatch(/id="f-subject"[^>]*aria-invalid="true"/)
    expect((await save('Hello', 'x {{link}}', 'nothing')).status).toBe(422)
  })

  it('are looked at before they are kept', async () => {
    const { staff, invite } = await anOffice('preview')
    const answer = await staff.post('/settings/mails/text', {
      kind: 'invitation',
      language: 'en',
      subject: 'For {{person.name}}',
      body: 'Come in.\n\n{{link}}',
      preview: 'on',
    })
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(page).toContain('For Jane Example')
    expect((await invite('Nil', 'en')).subject).toBe('Preview: choose your password')
  })

  it('are each portal’s own, and kept by programs as well', async () => {
    const { staff } = await anOffice('api')
    const other = await anOffice('other-api')
    const mail = { kind: 'new_message', language: 'en', subject: 'News', body: '{{from}} {{link}}' }
    const kept = await staff.json('POST', '/api/v1/settings/mails', mail)
    const { mails } = (await kept.json()) as { mails: { own: boolean }[] }
    expect(mails.filter(({ own }) => own)).toEqual([expect.objectContaining(mail)])
    const theirs = await other.staff.json('GET', '/api/v1/settings/mails')
    expect(JSON.stringify(await theirs.json())).not.toContain('News')
    const wrong = await staff.json('POST', '/api/v1/settings/mails', { ...mail, body: 'No' })
    expect(await wrong.json()).toMatchObject({ errors: [{ field: 'body', code: 'needs_link' }] })
  })
})
