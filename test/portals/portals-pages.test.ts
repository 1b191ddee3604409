import { describe, expect, it } from 'vitest'
import { parseId } from '../../src/kit/ids.ts'
import { suspendPortal } from '../../src/portals/index.ts'
import { aPng } from '../images.ts'
import { RouteHandler, textOf, type Person } from './portals-console.ts'
import { act, aPartner, aPortal, days, goTo } from '../scenarios/lifecycle-setting.ts'
import { aWorld, START } from '../world.ts'

const now = Temporal.Instant.from(START)

async function served() {
  return new RouteHandler(await aWorld())
}

async function withOperator() {
  const place = await served()
  return { place, world: place.world, operator: await place.consolePerson('operator') }
}

const says = async (person: Person, path: string) => {
  const { status, body } = await person.get(path)
  expect(status, path).toBe(200)
  return textOf(body)
}

describe('the console before there is a portal', () => {
  it('teaches what to do first', async () => {
    const { operator } = await withOperator()
    expect(await says(operator, '/')).toContain('Create your first portal')
    expect(await says(operator, '/portals')).toContain('No portals yet')
    expect((await operator.get('/portals')).body).toContain('href="/portals/new"')
  })
})

describe('the form for a new portal', () => {
  const form = {
    name: 'Harbour Law',
    slug: '',
    language: 'en',
    timeZone: 'Europe/Madrid',
    'owner.name': 'Ana Ruiz',
    'owner.email': 'ana@harbour.example',
    partnerReference: '',
  }

  it('leads to the page that shows it being built, and from there to the portal', async () => {
    const { operator, world } = await withOperator()
    const sent = await operator.post('/portals', form)
    expect(sent.status).toBe(303)
    const building = sent.headers.get('location')!
    expect(building).toMatch(/^\/portals\/ptl_\w+\/creation$/)
    const during = await operator.get(building)
    expect(textOf(during.body)).toContain('Harbour Law is being built')
    expect(during.body).toContain('<meta http-equiv="refresh" content="2"/>')

    await world.drain()
    const entrance = 'http://harbour-law.localhost:3000/sign-in'
    const after = await operator.get(building)
    expect(after.headers.get('refresh')).toBe(`2; url=${entrance}`)
    expect(after.body).toContain(`href="${entrance}"`)
    const polled = await operator.get(building, { 'hx-request': 'true' })
    expect(polled.headers.get('hx-redirect')).toBe(entrance)
  })

  it('leads on while it is fresh only, so that whoever comes back to it can stay', async () => {
    const { operator, world } = await withOperator()
    const building = (await operator.post('/portals', form)).headers.get('location')!
    await world.drain()
    await world.setClock(now.add({ minutes: 1 }).subtract({ milliseconds: 1 }))
    expect((await operator.get(building)).headers.get('refresh')).not.toBeNull()
    await world.setClock(now.add({ minutes: 1 }))
    const later = await operator.get(building)
    expect(later.headers.get('refresh')).toBeNull()
    expect(textOf(later.body)).toContain('Harbour Law is ready')
    expect(textOf(later.body)).not.toContain('You are being taken')
    // A page left open in a sleeping tab still goes on: somebody watched.
    const polled = await operator.get(building, { 'hx-request': 'true' })
    expect(polled.headers.get('hx-redirect')).not.toBeNull()
  })

  it('says beside each field what is wrong, and keeps what was typed', async () => {
    const { operator, world } = await withOperator()
    const wrong = { ...form, name: '', slug: 'www', 'owner.email': 'nowhere' }
    const { status, body } = await operator.post('/portals', wrong)
    expect(status).toBe(422)
    expect(body).toMatch(/id="f-name"[^>]*aria-invalid="true"/)
    expect(body).toMatch(/id="f-owner.email"[^>]*aria-invalid="true"/)
    expect(body).toContain('href="#f-owner.email"')
    expect(body).toContain('value="Ana Ruiz"')
    expect(await world.owner('select id from portals where slug <> $1', [''])).toEqual([])
  })

  it('says plainly to an operator where a step failed, and to a partner only that it did', async () => {
    const { operator, world, place } = await withOperator()
    const partner = await aPartner(world)
    const theirs = await place.consolePerson('partner', partner)
    const { headers } = await theirs.post('/portals', form)
    const building = headers.get('location')!
    await world.owner(`update portal_creations set failure = 'no such key', attempts = 6`)
    const mine = await says(operator, building)
    expect(mine).toContain('Failed 6 times. no such key')
    expect(mine).toContain('then retry the job')
    const partners = await says(theirs, building)
    expect(partners).toContain('Failed 6 times.')
    expect(partners).not.toContain('no such key')
  })
})

describe('the list of portals', () => {
  async function three() {
    const { operator, world, place } = await withOperator()
    const partner = await aPartner(world)
    for (const name of ['Cedar', 'Alder', 'Birch'])
      await aPortal(world, { name, ...(name === 'Birch' ? { partner } : {}) })
    const names = (html: string) =>
      [...html.matchAll(/<a href="\/portals\/ptl_\w+">(\w+)/g)].map(([, name]) => name)
    return { operator, world, place, partner, names }
  }

  it('is sorted, searched and filtered by its address', async () => {
    const { operator, partner, names } = await three()
    const list = async (query: string) => names((await operator.get(`/portals${query}`)).body)
    expect(await list('')).toEqual(['Alder', 'Birch', 'Cedar'])
    expect(await list('?sort=-name')).toEqual(['Cedar', 'Birch', 'Alder'])
    expect(await list('?sort=created')).toEqual(['Cedar', 'Alder', 'Birch'])
    expect(await list('?search=ALD')).toEqual(['Alder'])
    expect(await list(`?partner=${partner}`)).toEqual(['Birch'])
    expect(await list('?status=nonsense')).toEqual(['Alder', 'Birch', 'Cedar'])
    const { body } = await operator.get('/portals?search=nobody&status=suspended')
    expect(textOf(body)).toContain('Nothing matches')
    expect(body).toContain('href="/portals?status=suspended"')
  })

  it('is paged by key in both directions', async () => {
    const { operator, world, names } = await three()
    for (let i = 0; i < 50; i++) {
      const id = `00000000-0000-7000-8000-${String(i + 1).padStart(12, '0')}`
      await world.owner(
        `insert into portals (id, name, slug, time_zone, language, status, status_since, trial_ends_at,
           brand_color, accent_color, after_trial, created_at)
         values ($1, $2, $2, 'UTC', 'en', 'certified_secure', now(), now(), '#000000', '#000000', '{}', now())`,
        [id, `P${String(i).padStart(2, '0')}`],
      )
    }
    const first = await operator.get('/portals')
    expect(names(first.body)).toHaveLength(50)
    expect(first.body).not.toContain('rel="prev"')
    const link = (html: string, rel: string) =>
      new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)![1]!.replaceAll('&amp;', '&')
    const second = await operator.get(link(first.body, 'next'))
    expect(names(second.body)).toEqual(['P47', 'P48', 'P49'])
    expect(second.body).not.toContain('rel="next"')
    const back = await operator.get(link(second.body, 'prev'))
    expect(names(back.body)).toEqual(names(first.body))
    expect(back.body).not.toContain('rel="prev"')
    expect(names((await operator.get(link(back.body, 'next'))).body)).toEqual(['P47', 'P48', 'P49'])
  })

  it('goes out as a file, in which no formula runs', async () => {
    const { operator, world } = await three()
    await aPortal(world, { name: '=cmd|calc', partnerReference: 'says "hello", twice' })
    const { headers, body } = await operator.get('/portals?format=csv')
    expect(headers.get('content-type')).toMatch(/^text\/csv/)
    const lines = body.trim().split('\r\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(/id,name,host,status/)
    expect(body).toContain(`,"'=cmd|calc",`)
    expect(body).toContain('"says ""hello"", twice"')
  })

  it('shows a partner its own, and no partners', async () => {
    const { place, partner, names } = await three()
    const theirs = await place.consolePerson('partner', partner)
    const { body } = await theirs.get('/portals')
    expect(names(body)).toEqual(['Birch'])
    expect(textOf(body)).toContain('1 portal ')
    expect(body).not.toContain('name="partner"')
  })
})

describe('the dashboard', () => {
  it('counts a partner’s portals only, and names what ends soon', async () => {
    const place = await served()
    const { world } = place
    const partner = await aPartner(world)
    await aPortal(world, { name: 'Trial Ltd', partner })
    const other = await aPortal(world, { name: 'Shut Ltd' })
    await act(world, suspendPortal, { portal: other.portal, cause: 'unpaid' })
    await goTo(world, now.add(days(25)))
    const person = await place.consolePerson('partner', partner)
    expect(await says(person, '/')).toContain('1 portal today')
    expect(await says(person, '/')).not.toContain('Shut Ltd')
    const all = await says(await place.consolePerson('operator'), '/')
    expect(all).toContain('2 portals today')
    expect(all).toMatch(/Trial Ltd .* 5 days/)
    await goTo(world, now.add(days(61)))
    expect(await says(await place.consolePerson('operator'), '/')).toMatch(/Shut Ltd .* 29 days/)
  })
})

describe('a portal’s page', () => {
  it('says what happens next, and offers what the table of transitions allows', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    const { body } = await operator.get(`/portals/${portal}`)
    expect(textOf(body)).toContain('The trial ends on 4 Feb 2026, in 30 days.')
    expect(body).toContain(`href="/portals/${portal}/certification"`)
    expect(body).toContain(`href="/portals/${portal}/trial-expiry"`)
    expect(body).toContain(`href="/portals/${portal}/suspension"`)
    expect(body).not.toContain(`href="/portals/${portal}/cancellation"`)
  })

  it('offers a partner no cancellation', async () => {
    const { operator, world, place } = await withOperator()
    const partner = await aPartner(world)
    const { portal } = await aPortal(world, { partner })
    await operator.post(`/portals/${portal}/suspension`, { cause: 'abuse', note: 'Spam.' })
    const theirs = await place.consolePerson('partner', partner)
    const { body } = await theirs.get(`/portals/${portal}`)
    expect(body).toContain(`href="/portals/${portal}/suspension/end"`)
    expect(body).not.toContain(`href="/portals/${portal}/cancellation"`)
    expect((await theirs.get(`/portals/${portal}/cancellation`)).status).toBe(404)
    // Who did it is not for a partner to know by name.
    expect(textOf(body)).toContain('The operator, in the console')
    expect(await says(operator, `/portals/${portal}`)).toContain(
      'Somebody operator, in the console',
    )
  })
})

describe('a page that asks before a change of status', () => {
  it('counts truly who is signed out, and does what it said', async () => {
    const { operator, world, place } = await withOperator()
    const { portal, id, host } = await aPortal(world)
    const staff = await place.portalPerson(id, host)
    await place.portalPerson(id, host, 'contact')
    // A second session of one person is no second person; one that is long idle is no session.
    const [row] = await world.owner<{ id: string }>(
      `select id from persons where portal_id = $1 and kind = 'contact'`,
      [id],
    )
    await place.session(id, row!.id)
    const [idle] = await world.owner<{ id: string }>(
      `select id from persons where portal_id = $1 and activated_at is null`,
      [id],
    )
    await place.session(id, idle!.id)
    await world.owner(
      `update sessions set seen_at = seen_at - interval '13 hours' where person_id = $1`,
      [idle!.id],
    )

    const asked = await says(operator, `/portals/${portal}/suspension`)
    expect(asked).toContain('2 people will be signed out.')
    expect(asked).toContain('2 people can no longer sign in, staff included.')
    expect(asked).toContain('Nothing is deleted.')
    expect((await staff.get('/settings')).status).toBe(200)
    const done = await operator.post(`/portals/${portal}/suspension`, { cause: 'unpaid', note: '' })
    expect(done.headers.get('location')).toBe(`/portals/${portal}`)
    expect((await staff.get('/settings')).status).not.toBe(200)

    const lift = await says(operator, `/portals/${portal}/suspension/end`)
    expect(lift).toContain('It comes back as “Trial”, as it was.')
    await goTo(world, now.add(days(31)))
    const later = await place.consolePerson('operator')
    expect(await says(later, `/portals/${portal}/suspension/end`)).toContain(
      'Its trial ended on 4 Feb 2026 meanwhile, so it comes back as “Trial ended”.',
    )
  })

  it('wants a cause from the list, and says so beside it', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    const { status, body } = await operator.post(`/portals/${portal}/suspension`, {
      note: 'So it is.',
    })
    expect(status).toBe(422)
    expect(body).toContain('id="f-cause-list-error"')
    expect(body).toContain('So it is.')
  })

  it('wants the name typed before it deletes, and counts what goes', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    await operator.post(`/portals/${portal}/suspension`, { cause: 'requested' })
    const asked = await says(operator, `/portals/${portal}/cancellation`)
    expect(asked).toContain('1 person, with everything about them')
    expect(asked).toContain('1 mail')
    expect(asked).toContain('Its address, which nobody else is given before')
    const wrong = await operator.post(`/portals/${portal}/cancellation`, {
      confirmation: 'harbour',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toMatch(/id="f-confirmation"[^>]*aria-invalid="true"/)
    const done = await operator.post(`/portals/${portal}/cancellation`, {
      confirmation: 'Harbour Law',
    })
    expect(done.status).toBe(303)
    await world.drain()
    const page = await says(operator, `/portals/${portal}`)
    expect(page).toContain('harbour-law Cancelled')
    for (const of of ['people', 'settings', 'mailbox'])
      expect((await operator.get(`/portals/${portal}/${of}`)).headers.get('location'), of).toBe(
        `/portals/${portal}`,
      )
    const certificate = await says(operator, `/portals/${portal}/certificate`)
    expect(certificate).toContain('Unaltered since it was issued')
    expect(certificate).toContain('harbour-law.localhost')
  })

  it('says what is possible instead where its change is not', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    for (const send of [
      () => operator.get(`/portals/${portal}/cancellation`),
      () => operator.post(`/portals/${portal}/cancellation`, { confirmation: 'Harbour Law' }),
    ]) {
      const { status, body } = await send()
      expect(status).toBe(409)
      expect(textOf(body)).toContain('This portal is on trial; it cannot become cancelled.')
    }
  })
})

describe('a portal’s settings', () => {
  it('are changed in the console, the after-trial list too, and not over somebody else’s change', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    const path = `/portals/${portal}/settings`
    const form = {
      version: '1',
      name: 'Harbour & Sons',
      language: 'es',
      timeZone: 'Europe/Madrid',
      invitationHours: '5',
      lockoutAttempts: '20',
      mailsPerMinute: '60',
      afterTrial: ['api', 'files'],
    }
    expect((await operator.post(path, form)).status).toBe(303)
    const [row] = await world.owner('select * from portals where id = $1', [
      parseId('portal', portal),
    ])
    expect(row).toMatchObject({ name: 'Harbour & Sons', after_trial: ['api', 'files'], version: 2 })
    const late = await operator.post(path, { ...form, name: 'Mine' })
    expect(late.status).toBe(412)
    expect(late.body).toContain('value="Mine"')
    const wrong = await operator.post(path, { ...form, version: '2', invitationHours: 'a week' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toMatch(/id="f-invitationHours"[^>]*aria-invalid="true"/)
    expect(wrong.body).toContain('value="a week"')
  })

  it('are its staff’s to change on its own host, but for what goes with the trial', async () => {
    const { world, place } = await withOperator()
    const { id, host } = await aPortal(world)
    const staff = await place.portalPerson(id, host)
    const { body } = await staff.get('/settings')
    expect(body).not.toContain('name="afterTrial"')
    expect(textOf(body)).toContain('Goes away: logo and colours,')
    const form = {
      version: '1',
      name: 'Ours',
      language: 'en',
      timeZone: 'UTC',
      invitationHours: '7',
      lockoutAttempts: '10',
      mailsPerMinute: '300',
    }
    const beyond = await staff.post('/settings', { ...form, afterTrial: 'api' })
    expect(beyond.status).toBe(422)
    expect(textOf(beyond.body)).toContain('afterTrial : There is no such field. Remove it.')
    await staff.post('/settings', form)
    const [row] = await world.owner('select name, after_trial from portals where id = $1', [id])
    expect(row).toMatchObject({ name: 'Ours' })
    expect(row!['after_trial']).toContain('branding')
    const contact = await place.portalPerson(id, host, 'contact')
    expect((await contact.get('/settings')).status).toBe(404)
  })
})

describe('a portal’s addresses', () => {
  it('say what becomes of the old one, and lead its staff to the new one by a link', async () => {
    const { world, place } = await withOperator()
    const { id, host } = await aPortal(world)
    const staff = await place.portalPerson(id, host)
    expect(await says(staff, '/settings/hosts')).toContain(
      `${host} goes on as a redirect, so links and bookmarks keep working.`,
    )
    const taken = await staff.post('/settings/slug', { slug: 'www' })
    expect(taken.status).toBe(422)
    expect(taken.body).toMatch(/id="f-slug"[^>]*aria-invalid="true"/)
    const moved = await staff.post('/settings/slug', { slug: 'harbour' })
    // A form's answer may not lead to another host.
    expect(moved.status).toBe(200)
    expect(moved.body).toContain('href="http://harbour.localhost:3000/"')
    expect((await staff.get('/settings')).headers.get('location')).toBe(
      'http://harbour.localhost:3000/settings',
    )
  })

  it('say before a move how many sign in anew and whose passkeys stop, and are not moved by that', async () => {
    const { world, place, operator } = await withOperator()
    const { id, host, portal } = await aPortal(world)
    const staff = await place.portalPerson(id, host)
    const asked = (slug: string) => says(staff, `/settings/slug?slug=${slug}`)
    const none = await asked('harbour')
    expect(none).toContain('Make harbour.localhost the current address')
    expect(none).toContain('1 person is signed in at the moment')
    expect(none).toContain(`Nobody has a passkey for ${host}`)
    // Two with passkeys for here, one of them with two and without a password; one with one for elsewhere.
    for (const [name, hosts, password] of [
      ['Ann', [host], 'hash'],
      ['Bea', [host, null], null],
      ['Cai', ['former.localhost'], 'hash'],
    ] as const) {
      const [person] = await world.owner<{ id: string }>(
        `insert into persons (portal_id, id, kind, contact_role, name, email, seat, password_hash, created_at)
         values ($1, gen_random_uuid(), 'contact', 'client', $2, $2 || '@x.example', 'guest', $3, now())
         returning id`,
        [id, name.toLowerCase(), password],
      )
      for (const at of hosts)
        await world.owner(
          `insert into passkeys (portal_id, id, person_id, name, host, credential, public_key, counter, created_at)
           values ($1, gen_random_uuid(), $2, 'Phone', $3, gen_random_uuid()::text, '\\x00', 0, now())`,
          [id, person!.id, at],
        )
    }
    const some = await asked('harbour')
    expect(some).toContain(`2 people have a passkey for ${host}, which stops working.`)
    expect(some).toContain('1 of them has no password')
    const wrong = await staff.get('/settings/slug?slug=-no-')
    expect(wrong.status).toBe(422)
    expect(wrong.body).toMatch(/id="f-slug"[^>]*aria-invalid="true"/)
    expect(wrong.body).toContain('value="-no-"')
    const path = `/portals/${portal}/hosts`
    await operator.post(path, { host: 'portal.harbour.example' })
    const current = await says(operator, `${path}/current?host=portal.harbour.example`)
    expect(current).toContain('Make portal.harbour.example the current address')
    expect(current).toContain(`2 people have a passkey for ${host}`)
    expect((await operator.get(`${path}/current?host=else.example`)).status).toBe(422)
    for (const at of [`${path}/current`, `${path}/current?host=${host}`])
      expect((await operator.get(at)).headers.get('location')).toBe(path)
    expect(await says(operator, path)).toMatch(new RegExp(`${host} Current`))
    const form = await operator.get(`${path}/current?host=portal.harbour.example`)
    expect(form.status).toBe(200)
    await operator.post(`${path}/current`, { host: 'portal.harbour.example' })
    expect(await says(operator, path)).toMatch(/portal\.harbour\.example Current/)
  })

  it('are changed in the console', async () => {
    const { operator, world } = await withOperator()
    const { portal, host } = await aPortal(world)
    const path = `/portals/${portal}/hosts`
    await operator.post(path, { host: 'portal.harbour.example' })
    await operator.post(`${path}/current`, { host: 'portal.harbour.example' })
    const shown = await says(operator, path)
    expect(shown).toMatch(/portal\.harbour\.example Current/)
    expect(shown).toContain(`${host} Redirects`)
  })
})

describe('a portal’s branding', () => {
  it('takes a logo and colours, shows both, and refuses what is no picture', async () => {
    const { world, place } = await withOperator()
    const { id, host } = await aPortal(world)
    const staff = await place.portalPerson(id, host)
    const send = (logo: Blob, more: Record<string, string> = {}) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({
        version: '1',
        brandColor: '#ffdd00',
        accentColor: '#112233',
        ...more,
      }))
        form.set(name, value)
      form.set('logo', logo, 'logo.png')
      return staff.send('/settings/branding', { method: 'POST', body: form })
    }
    const svg = await send(new Blob(['<svg onload="alert(1)"/>'], { type: 'image/png' }))
    expect(svg.status).toBe(415)
    expect(svg.body).toContain('Use a PNG, JPEG or WebP image.')
    const previewed = await send(new Blob([]), { preview: 'on' })
    expect(textOf(previewed.body)).toContain('Text in #ffdd00 would be hard to read on white')
    const png = aPng()
    const cut = await send(new Blob([png.subarray(0, 33)]))
    expect(cut.status).toBe(422)
    expect(cut.body).toContain('The image breaks off before its end.')
    expect((await send(new Blob([png]))).status).toBe(303)
    const { body } = await staff.get('/settings/branding')
    expect(body).toContain('src="/logo?v=1"')
    expect(body).toContain('value="#ffdd00"')
    expect((await send(new Blob([]), { version: '2', removeLogo: 'on' })).status).toBe(303)
    expect((await staff.get('/logo?v=1')).status).toBe(404)
  })

  it('goes with the trial, and its page says what brings it back', async () => {
    const { operator, world, place } = await withOperator()
    const { portal, id, host } = await aPortal(world)
    const staff = await place.portalPerson(id, host)
    await operator.post(`/portals/${portal}/trial-expiry`)
    const { status, body } = await staff.get('/settings/branding')
    expect(status).toBe(403)
    expect(textOf(body)).toContain('The trial has ended')
    expect((await staff.get('/settings')).status).toBe(200)
  })
})

describe('the people of a portal', () => {
  it('are shown to who provides it, to look at', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    const shown = await says(operator, `/portals/${portal}/people`)
    expect(shown).toMatch(/Ada Okoye · Owner ada@harbour\.example Invited Staff PRO Never/)
    expect(await says(operator, `/portals/${portal}/people?search=nobody`)).toContain(
      'Nothing matches',
    )
  })
})

describe('the test clock', () => {
  it('says what moving it will bring about, keeps whoever moves it signed in, and lists what happened', async () => {
    const { operator, world } = await withOperator()
    const { portal } = await aPortal(world)
    await aPortal(world, { name: 'Another' })
    await operator.post(`/portals/${portal}/suspension`, { cause: 'unpaid' })
    const before = await says(operator, '/clock')
    expect(before).toContain('+30 days 4 Feb 2026, 09:00 UTC 1 trial ends.')
    // Not the cancellation: it is due when more than 90 days are over.
    expect(before).toContain('1 trial ends and 4 warnings are mailed.')
    const moved = await operator.post('/clock', { advance: 'P61D' })
    expect(moved.status).toBe(303)
    const after = await says(operator, moved.headers.get('location')!)
    expect(after).toContain('Another : The trial ended')
    expect(after).toContain('Harbour Law : Owner and partner warned: deleted in 30 days')
    expect(after).toContain('61 days')
    const wrong = await operator.post('/clock', { advance: 'a while' })
    expect(wrong.status).toBe(422)
    expect(wrong.body).toMatch(/id="f-advance"[^>]*aria-invalid="true"/)
  })
})

describe('the jobs', () => {
  it('that are parked are shown with what went wrong, and put back by a button', async () => {
    const { operator, world } = await withOperator()
    const { id } = await aPortal(world)
    const [job] = await world.owner<{ id: string }>(
      `insert into pgboss.job (name, data, state, output, retry_count, retry_limit, completed_on)
       values ('mail', $1, 'failed', '{"message": "no route to host"}', 20, 20, now()) returning id`,
      [JSON.stringify({ portal: id, mail: id })],
    )
    const { body } = await operator.get('/jobs')
    expect(textOf(body)).toMatch(
      /Sending mail Harbour Law Another server could not be reached\. Waiting since .{16,30} · last tried .{16,30} It is not tried again by itself\. Try it again once the cause is mended\. Details no route to host 21 Try again/,
    )
    expect(textOf(body)).not.toContain('growing waits')
    expect(await says(operator, '/')).toContain(
      '1 job has failed and waits for you Sending mail: 1',
    )
    const retried = await operator.post(`/jobs/mail/${job!.id}/retry`)
    expect(retried.status).toBe(303)
    expect(await says(operator, '/jobs')).toContain('Nothing is parked')
    expect(await says(operator, '/')).not.toContain('has failed')
    const [line] = await world.owner(`select * from audit_lines where operation = 'job.retry'`)
    expect(line).toMatchObject({ subject: job!.id, actor_name: 'Somebody operator' })
    expect((await operator.post(`/jobs/mail/${job!.id}/retry`)).status).toBe(404)
  })
})

describe('a job that is tried again', () => {
  it('says in plain words what failed, since when and when it goes on, and of the code’s under details', async () => {
    const { operator, world, place } = await withOperator()
    await world.owner(
      `insert into pgboss.job (name, state, output, retry_count, retry_limit, start_after)
       values ('build_portal', 'retry', '{"message": "Cannot read properties of undefined (reading x)"}', 1, 5, now() + interval '1 hour')`,
    )
    const { body } = await operator.get('/jobs')
    expect(textOf(body)).toMatch(
      /Building portals Something failed that should not\. Report it with the details\. Waiting since .{16,30} · tried again by itself at .{16,30} Details Cannot read properties/,
    )
    // What is tried again by itself waits for nobody; a partner operates nothing.
    expect(await says(operator, '/')).not.toContain('has failed')
    await world.owner(
      `update pgboss.job set state = 'failed', completed_on = now() where state = 'retry'`,
    )
    const partner = await place.consolePerson('partner', await aPartner(world, 'Northwind'))
    expect(await says(partner, '/')).not.toContain('has failed')
  })
})

describe('the link in a warning', () => {
  it('asks for an export once, and only while that suspension lasts', async () => {
    const { operator, world, place } = await withOperator()
    const { portal, host } = await aPortal(world)
    await operator.post(`/portals/${portal}/suspension`, { cause: 'unpaid' })
    await goTo(world, now.add(days(60)))
    const program = await place.program()
    const { body } = await program.ask('GET', `/api/v1/portals/${portal}/mails`)
    const warning = body.mails.find(({ kind }: { kind: string }) => kind === 'warning_30')
    const path = /http:\/\/[^/]+(\/export-request\?token=[\w-]+)/.exec(warning.text)![1]!
    const token = path.split('=')[1]!
    const ctx = (to: string, init: RequestInit = {}) =>
      place.app.request(`http://${host}:3000${to}`, {
        ...init,
        headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      })
    const send = (with_: string) =>
      ctx('/export-request', { method: 'POST', body: `token=${with_}` })
    expect(textOf(await (await ctx(path)).text())).toContain('everything in it will be deleted')
    expect((await ctx('/export-request?token=x')).status).toBe(410)
    expect((await send('x')).status).toBe(410)
    expect((await send(token)).status).toBe(200)
    expect((await send(token)).status).toBe(409)
    await program.ask('DELETE', `/api/v1/portals/${portal}/suspension`)
    expect((await ctx(path)).status).toBe(410)
  })
})
