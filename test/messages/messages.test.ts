import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { rightsOfPerson, type PersonKind } from '../../src/gate/index.ts'
import { newId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform, type Caller, type Operation } from '../../src/kit/operation.ts'
import type { Refusal } from '../../src/kit/refusal.ts'
import { readThread, sendMessage, startThread } from '../../src/messages/index.ts'
import { CAPS } from '../../src/messages/threads/thread.ts'
import { aPerson, aPortal, Browser, said, type Someone } from '../identity/identity-world.ts'
import { aWorld, type World } from '../world.ts'

/** A portal with two who work there, a PRO client and two guests. */
async function aSetting() {
  const world = await aWorld()
  const portal = await aPortal(world)
  const person = (name: string, kind: PersonKind = 'contact', more: object = {}) =>
    aPerson(world, portal.id, { name, kind: kind as 'contact', ...more })
  const people = {
    ada: await person('Ada Reyes', 'staff'),
    ben: await person('Ben Okafor', 'staff', { language: 'es' }),
    pia: await person('Pia Lund', 'contact', { seat: 'pro' }),
    gus: await person('Gus Marsh'),
    gil: await person('Gil Stone'),
  }
  const kindOf = (one: Someone): PersonKind =>
    one === people.ada || one === people.ben ? 'staff' : 'contact'
  const as = (one: Someone, through: Caller['through'] = 'page'): Caller => ({
    id: one.shown,
    name: one.name,
    portal: portal.id,
    rights: rightsOfPerson(kindOf(one)),
    through,
    person: one.id,
  })
  const act = <R>(operation: Operation<never, R>, one: Someone, input: object) =>
    perform(world.installation, operation as Operation, as(one), input) as Promise<
      { ok: true; value: R } | Refusal
    >
  const app = createApp(world.installation)
  return { world, portal, ...people, as, act, app, browser: () => new Browser(app, portal) }
}
type Setting = Awaited<ReturnType<typeof aSetting>>

const start = (setting: Setting, from: Someone, to: Someone[], more: object = {}) =>
  setting.act(startThread as never, from, {
    subject: 'The lease',
    body: 'Good morning',
    to: to.map(({ shown }) => shown),
    ...more,
  }) as Promise<{ ok: true; value: { thread: string; message: string } } | Refusal>

/** Starts a thread that must succeed. @returns its shown id */
async function aThread(setting: Setting, from: Someone, to: Someone[], more: object = {}) {
  const result = await start(setting, from, to, more)
  if (!result.ok) throw new Error(`not started: ${result.code}`)
  return show('thread', result.value.thread)
}

const send = (setting: Setting, from: Someone, thread: string, body = 'And another thing') =>
  setting.act(sendMessage as never, from, { thread, body }) as ReturnType<typeof start>

const code = (result: { ok: true } | Refusal) => (result.ok ? 'done' : result.code)

const unreadOf = async ({ world }: Setting, one: Someone): Promise<number> =>
  (
    await world.owner<{ unread: number }>(
      'select sum(unread)::integer as unread from thread_participants where person_id = $1',
      [one.id],
    )
  )[0]!.unread

const mailsTo = async ({ world, portal }: Setting, one: Someone) =>
  (await mailbox(world.installation, portal.id)).filter(({ to }) => to === one.email)

/** Every row of every table that could hold what was written, as text. */
async function everything({ owner, installation }: World): Promise<string> {
  // The database is told a moment after each commit how far the anchors got.
  await installation.anchors.flush()
  const tables = await owner<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')`,
  )
  const rows: string[] = []
  for (const { name } of tables)
    for (const { row } of await owner<{ row: string }>(`select t::text as row from ${name} t`))
      rows.push(row)
  return rows.join('\n')
}

/** How a text looks in clear, in hexadecimal, and within base64 at each of its three offsets. */
const looksOf = (text: string): string[] => [
  text,
  Buffer.from(text).toString('hex'),
  ...['', ' ', '  '].map((before) =>
    Buffer.from(before + text)
      .toString('base64')
      .slice(4, -4),
  ),
]

describe('what is written', () => {
  it('is nowhere in the database in clear, neither as text nor as bytes', async () => {
    const setting = await aSetting()
    const secret = 'pelican harvest'
    const thread = await aThread(setting, setting.ada, [setting.gus], {
      subject: `About the ${secret}`,
      body: `Keep the ${secret} to yourself`,
    })
    await send(setting, setting.gus, thread, `The ${secret} is safe`)
    await setting.world.drain()
    const found = await everything(setting.world)
    for (const look of looksOf(secret)) expect(found).not.toContain(look)
    expect(found).toContain(setting.gus.name)
    const page = await (await setting.browser().signIn(setting.gus)).get(`/messages/${thread}`)
    expect(await page.text()).toContain(`Keep the ${secret} to yourself`)
  })

  it('does not open in another thread, from another author, in another place or another portal', async () => {
    const setting = await aSetting()
    const { world, ada, ben, gus } = setting
    const first = await aThread(setting, ada, [gus], { subject: 'One', body: 'first words' })
    const second = await aThread(setting, ada, [gus], { subject: 'Two', body: 'second words' })
    const browser = await setting.browser().signIn(gus)
    const text = async (thread: string) => (await browser.get(`/messages/${thread}`)).text()
    expect(await text(second)).toContain('second words')

    const changes = [
      // The ciphertext itself, put into another row.
      `update messages set sealed_body = (select sealed_body from messages where thread_id = $1) where thread_id = $2`,
      `update threads set sealed_subject = (select sealed_subject from threads where id = $1) where id = $2`,
    ]
    const [one, two] = await world.owner<{ id: string }>('select id from threads order by id')
    for (const change of changes) await world.owner(change, [one!.id, two!.id])
    const moved = await text(second)
    expect(moved).not.toContain('second words')
    expect(moved).not.toContain('first words')
    expect(moved).toContain('what is stored is not what was written')
    expect(moved).toContain('A message that cannot be opened')

    // The whole row, moved to another thread, and put into another mouth.
    await world.owner('update messages set thread_id = $2 where thread_id = $1', [one!.id, two!.id])
    expect(await text(second)).not.toContain('first words')
    await world.owner('update messages set thread_id = $2 where thread_id = $1', [two!.id, one!.id])
    await world.owner('update messages set author_id = $1', [ben.id])
    await world.owner(
      `insert into thread_participants (portal_id, thread_id, person_id, last_message_at)
       select portal_id, id, $1, last_message_at from threads`,
      [ben.id],
    )
    expect(await text(first)).not.toContain('first words')
  })

  it('is shown with its lines, its web addresses as links and its markup as text', async () => {
    const setting = await aSetting()
    const thread = await aThread(setting, setting.ada, [setting.gus], {
      subject: '<b>Bold</b>',
      body: 'one\r\ntwo <script>alert(1)</script> https://example.com/a?b=1&c javascript:alert(2)',
    })
    const page = await (await setting.browser().signIn(setting.gus)).get(`/messages/${thread}`)
    const html = await page.text()
    expect(html).toContain(
      'one\ntwo &lt;script&gt;alert(1)&lt;/script&gt; <a href="https://example.com/a?b=1&amp;c"',
    )
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('href="javascript:')
    expect(html).toContain('&lt;b&gt;Bold&lt;/b&gt;')
  })

  it('is refused with the field named where it holds control characters, is empty or too long', async () => {
    const setting = await aSetting()
    const browser = await setting.browser().signIn(setting.ada)
    const to = [setting.gus.shown]
    for (const [field, value] of [
      ['body', 'nul\0here'],
      ['body', ' \n'],
      ['body', 'x'.repeat(20_001)],
      ['body', 7],
      ['subject', 'nul\0here'],
      ['subject', 'two\nlines'],
      ['subject', 'x'.repeat(201)],
      ['to', []],
      ['to', 'per_1'],
      ['to', Array.from({ length: CAPS.many.people + 1 }, () => setting.gus.shown)],
    ] as const) {
      const input = { subject: 'Hello', body: 'Hello', to, [field]: value }
      const answer = await browser.json('POST', '/api/v1/threads', input)
      expect(answer.status).toBe(422)
      expect(((await answer.json()) as { errors: { field: string }[] }).errors).toMatchObject([
        { field },
      ])
    }
    const page = await browser.post('/messages', {
      subject: 'Hello',
      body: 'nul\0here',
      to,
      found: '',
    })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('Remove the control characters.')
    expect(await setting.world.owner('select from threads')).toEqual([])
  })
})

describe('who writes to whom', () => {
  it('lets a guest write to PRO people and not to a guest', async () => {
    const setting = await aSetting()
    const { gus, gil, ada, pia } = setting
    expect(code(await start(setting, gus, [ada, pia]))).toBe('done')
    expect(code(await start(setting, gus, [gil]))).toBe('unreachable')
    expect(code(await start(setting, gus, [ada, gil]))).toBe('unreachable')
    expect(code(await start(setting, pia, [gil, gus]))).toBe('done')
    const html = await (await (await setting.browser().signIn(gus)).get('/messages/new')).text()
    expect(html).toContain('Ada Reyes')
    expect(html).not.toContain('Gil Stone')
    expect(html).not.toContain(ada.email)
  })

  it('gives one refusal for somebody unknown, of another portal, not here yet, disabled, and oneself', async () => {
    const setting = await aSetting()
    const { world, portal, ada, gus } = setting
    const other = await aPortal(world, { slug: 'other' })
    const switchedOff = await aPerson(world, portal.id, { name: 'Otto Off', kind: 'contact' })
    await world.owner('update persons set disabled_at = now() where id = $1', [switchedOff.id])
    const browser = await setting.browser().signIn(ada)
    const answers = await Promise.all(
      [
        show('person', newId()),
        (await aPerson(world, other.id, { name: 'Zoe Away' })).shown,
        (await aPerson(world, portal.id, { name: 'Ivy Invited', activated: false })).shown,
        switchedOff.shown,
        ada.shown,
      ].map(async (to) =>
        said(
          await browser.json('POST', '/api/v1/threads', {
            subject: 'a',
            body: 'b',
            to: [gus.shown, to],
          }),
        ),
      ),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.status).toBe(422)
    expect(answers[0]!.text).toContain('"field":"to"')
    expect(await world.owner('select from threads')).toEqual([])
  })

  it('refuses an answer that nobody could read, and mails nobody who is disabled', async () => {
    const setting = await aSetting()
    const { world, ada, gus, gil } = setting
    const alone = await aThread(setting, ada, [gus])
    const both = await aThread(setting, ada, [gus, gil])
    await world.drain()
    await world.owner('update persons set disabled_at = now() where id = $1', [gus.id])
    await world.owner('update thread_participants set unread = 0')
    expect(code(await send(setting, ada, alone))).toBe('nobody_reads')
    expect(code(await send(setting, ada, both))).toBe('done')
    await world.drain()
    expect(await mailsTo(setting, gus)).toHaveLength(2)
    expect(await mailsTo(setting, gil)).toHaveLength(2)
    const html = await (
      await (await setting.browser().signIn(ada)).get(`/messages/${alone}`)
    ).text()
    expect(html).toContain('Nobody else here can read an answer')
    expect(html).not.toContain('name="body"')
  })

  it('takes each person once, however often they are named', async () => {
    const setting = await aSetting()
    const { world, ada, gus } = setting
    await aThread(setting, ada, [gus, gus, gus])
    expect(await world.owner('select from thread_participants')).toHaveLength(2)
    expect(await unreadOf(setting, gus)).toBe(1)
  })
})

describe('unread messages', () => {
  it('are counted exactly under 20 parallel sends and a reading between them', async () => {
    const setting = await aSetting()
    const { world, ada, ben, gus } = setting
    const thread = await aThread(setting, ada, [ben, gus])
    const [{ id: seen }] = (await world.owner<{ id: string }>('select id from messages')) as [
      { id: string },
    ]
    const sends = Array.from({ length: 20 }, (_, n) =>
      send(setting, n % 2 ? ada : ben, thread, `no. ${n}`),
    )
    const reading = setting.act(readThread as never, gus, { thread, seen: show('message', seen) })
    expect((await Promise.all([...sends, reading])).map(code)).toEqual(Array(21).fill('done'))

    const messages = await world.owner<{ id: string; author_id: string }>(
      'select id, author_id from messages order by id',
    )
    const [row] = await world.owner<{ messages: number }>('select messages from threads')
    expect(messages).toHaveLength(21)
    expect(row!.messages).toBe(21)
    expect(await unreadOf(setting, gus)).toBe(20)
    // Whoever writes has read what was there; what others wrote since is unread.
    for (const one of [ada, ben]) {
      const own = messages.findLastIndex(({ author_id }) => author_id === one.id)
      expect(await unreadOf(setting, one)).toBe(messages.length - 1 - own)
    }
  })

  it('that came in while the page stood open stay unread when it is read or answered', async () => {
    const setting = await aSetting()
    const { world, ada, gus } = setting
    const thread = await aThread(setting, ada, [gus])
    const [{ id }] = (await world.owner<{ id: string }>('select id from messages')) as [
      { id: string },
    ]
    const seen = show('message', id)
    await send(setting, ada, thread, 'meanwhile')
    await send(setting, ada, thread, 'and again')
    const browser = await setting.browser().signIn(gus)

    const answer = await browser.json('POST', `/api/v1/threads/${thread}/reading`, { seen })
    expect(await answer.json()).toEqual({ unread: 2 })
    await browser.post(`/messages/${thread}/replies`, { body: 'To the first', seen })
    expect(await unreadOf(setting, gus)).toBe(2)
    await browser.post(`/messages/${thread}/replies`, { body: 'To all' })
    expect(await unreadOf(setting, gus)).toBe(0)
    // A reading that arrives late makes nothing unread again.
    await browser.post(`/messages/${thread}/reading`, { seen })
    expect(await unreadOf(setting, gus)).toBe(0)
  })

  it('are not touched by opening the page, and are by the post that the page sends', async () => {
    const setting = await aSetting()
    const { world, ada, gus } = setting
    const thread = await aThread(setting, ada, [gus])
    const browser = await setting.browser().signIn(gus)
    const before = await everything(world)
    const html = await (await browser.get(`/messages/${thread}`)).text()
    await browser.get('/messages')
    await browser.get('/')
    expect(await everything(world)).toBe(before)
    expect(html).toContain('<span class="new">New</span>')
    const [, seen] = /name="seen" value="(msg_\w+)"/.exec(html)!

    const script = await browser.send(`/messages/${thread}/reading`, {
      method: 'POST',
      headers: { 'hx-request': 'true' },
      body: new URLSearchParams({ seen: seen! }),
    })
    expect(script.status).toBe(204)
    expect(await unreadOf(setting, gus)).toBe(0)
    expect(await (await browser.get(`/messages/${thread}`)).text()).not.toContain('class="new"')
    const button = await browser.post(`/messages/${thread}/reading`, { seen: seen! })
    expect([button.status, button.headers.get('location')]).toEqual([303, `/messages/${thread}`])
  })

  it('are marked as new on whichever page of the conversation they stand', async () => {
    const setting = await aSetting()
    const { ada, gus } = setting
    const thread = await aThread(setting, ada, [gus], { body: 'no. 0' })
    for (let n = 1; n < 60; n++) await send(setting, ada, thread, `no. ${n}`)
    const browser = await setting.browser().signIn(gus)
    const html = await (await browser.get(`/messages/${thread}`)).text()
    const [, older] = /before=(msg_\w+)/.exec(html)!
    expect(html.match(/class="new"/g)).toHaveLength(50)
    const earlier = await (await browser.get(`/messages/${thread}?before=${older}`)).text()
    expect(earlier.match(/class="new"/g)).toHaveLength(10)
    expect(earlier).toContain('no. 9<')
    expect(earlier).not.toContain('no. 10<')
    expect(earlier).not.toContain('name="body"')

    const [row] = await setting.world.owner<{ id: string }>(
      'select id from messages order by id offset 4',
    )
    await setting.act(readThread as never, gus, { thread, seen: show('message', row!.id) })
    const again = await (await browser.get(`/messages/${thread}?before=${older}`)).text()
    expect(again.match(/class="new"/g)).toHaveLength(5)
  })
})

describe('somebody else’s thread', () => {
  it('answers as one that does not exist, whoever’s it is and however it is asked for', async () => {
    const setting = await aSetting()
    const { world, ada, ben, gus } = setting
    const own = await aThread(setting, ada, [gus])
    const others = await aThread(setting, ada, [ben])
    const elsewhere = await aPortal(world, { slug: 'elsewhere' })
    const foreign = newId()
    await world.owner(
      `insert into persons (portal_id, id, kind, name, email, seat, created_at) values ($1, $2, 'staff', 'Zoe', 'zoe@example.com', 'pro', now());`
        .replaceAll('$1', `'${elsewhere.id}'`)
        .replaceAll('$2', `'${foreign}'`),
    )
    await world.owner(
      `insert into threads (portal_id, id, sealed_subject, started_by, started_at, last_message_at) values ($1, $2, '\\x01', $2, now(), now())`,
      [elsewhere.id, foreign],
    )
    const unknown = [
      others,
      show('thread', foreign),
      show('thread', newId()),
      'thr_nonsense',
      'per_0',
    ]
    const browser = await setting.browser().signIn(gus)
    const seen = show('message', newId())
    const requests: ((thread: string) => Promise<Response>)[] = [
      (thread) => browser.get(`/messages/${thread}`),
      (thread) => browser.get(`/messages/${thread}?before=${seen}`),
      (thread) => browser.post(`/messages/${thread}/replies`, { body: 'Hello', seen }),
      (thread) => browser.post(`/messages/${thread}/replies`, { body: '' }),
      (thread) => browser.post(`/messages/${thread}/reading`, { seen }),
      (thread) => browser.get(`/api/v1/threads/${thread}`),
      (thread) => browser.json('POST', `/api/v1/threads/${thread}/messages`, { body: 'Hello' }),
      (thread) => browser.json('POST', `/api/v1/threads/${thread}/reading`, { seen }),
    ]
    for (const request of requests) {
      const answers = await Promise.all(
        unknown.map(async (thread) =>
          JSON.stringify(await said(await request(thread))).replaceAll(thread, 'thread'),
        ),
      )
      expect(new Set(answers).size).toBe(1)
      expect(JSON.parse(answers[0]!)).toMatchObject({ status: 404 })
    }
    expect((await browser.get(`/messages/${own}`)).status).toBe(200)
    expect(await unreadOf(setting, gus)).toBe(1)
  })

  it('is in nobody else’s list', async () => {
    const setting = await aSetting()
    await aThread(setting, setting.ada, [setting.ben])
    const browser = await setting.browser().signIn(setting.gus)
    expect(await (await browser.get('/api/v1/threads')).json()).toEqual({ threads: [], next: null })
    expect(await (await browser.get('/messages')).text()).toContain('No messages yet')
  })
})

describe('how much one person may write', () => {
  const { threadsADay, messagesAnHour, people } = CAPS.others

  it('is for a client so many threads a day, however many are started at once, and says when the next', async () => {
    const setting = await aSetting()
    const { world, ada, gus, gil } = setting
    const all = await Promise.all(
      Array.from({ length: threadsADay + 10 }, () => start(setting, gus, [ada])),
    )
    const refused = all.flatMap((result) => (result.ok ? [] : result))
    expect(all.length - refused.length).toBe(threadsADay)
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ code: 'too_many_threads', status: 429 })
      expect(refusal.retryAfterSeconds).toBe(24 * 3600)
      expect(refusal.say('en')).toContain('You can start the next in 24 hours.')
    }
    expect(await world.owner('select count(*)::int as threads from threads')).toEqual([
      { threads: threadsADay },
    ])
    expect(code(await start(setting, gil, [ada]))).toBe('done')
    expect(code(await start(setting, ada, [gus]))).toBe('done')
    await world.setClock((await world.now()).add({ hours: 24 }))
    expect(code(await start(setting, gus, [ada]))).toBe('done')
  })

  it('does not count what was refused', async () => {
    const setting = await aSetting()
    const { ada, gus, gil } = setting
    for (let n = 0; n < threadsADay; n++)
      expect(code(await start(setting, gus, [gil]))).toBe('unreachable')
    expect(code(await start(setting, gus, [ada]))).toBe('done')
  })

  it('is for a client so many messages an hour, those that start a thread among them', async () => {
    const setting = await aSetting()
    const { ada, gus } = setting
    const thread = await aThread(setting, gus, [ada])
    const sent = await Promise.all(
      Array.from({ length: messagesAnHour + 3 }, () => send(setting, gus, thread)),
    )
    expect(sent.filter(({ ok }) => ok).length).toBe(messagesAnHour - 1)
    const last = await send(setting, gus, thread)
    expect(last).toMatchObject({ code: 'too_many_messages', status: 429, retryAfterSeconds: 3600 })
    expect(!last.ok && last.say('es')).toContain('dentro de 60 minutos')
    expect(code(await start(setting, gus, [ada]))).toBe('too_many_messages')
    expect(code(await send(setting, ada, thread))).toBe('done')
  })

  it('is for a client so many people in a thread, for staff more', async () => {
    const setting = await aSetting()
    const { world, portal, ada, gus } = setting
    const many = await Promise.all(
      Array.from({ length: people + 1 }, (_, n) =>
        aPerson(world, portal.id, { name: `Staff ${n}`, email: `s${n}@example.com` }),
      ),
    )
    expect(await start(setting, gus, many)).toMatchObject({
      status: 422,
      fields: [{ field: 'to', code: 'too_many' }],
    })
    expect(code(await start(setting, gus, many.slice(1)))).toBe('done')
    expect(code(await start(setting, ada, many))).toBe('done')
  })

  it('counts whoever acts in a client’s name as themselves', async () => {
    const setting = await aSetting()
    const { world, ada, gus, as } = setting
    const inTheirName = { ...as(gus), id: ada.shown, onBehalfOf: gus.shown }
    const input = { subject: 'The lease', body: 'Good morning', to: [ada.shown] }
    for (let n = 0; n < threadsADay; n++)
      expect(code(await perform(world.installation, startThread, inTheirName, input))).toBe('done')
    expect(code(await perform(world.installation, startThread, inTheirName, input))).toBe(
      'too_many_threads',
    )
    expect(code(await start(setting, gus, [ada]))).toBe('done')
  })

  it('is told on the page with what was typed, and to programs in Retry-After', async () => {
    const setting = await aSetting()
    const { ada, gus } = setting
    for (let n = 0; n < threadsADay; n++) await aThread(setting, gus, [ada])
    const browser = await setting.browser().signIn(gus)
    const typed = { to: ada.shown, subject: 'Number 21', body: 'One more', found: '' }
    const page = await browser.post('/messages', typed)
    expect(page.status).toBe(429)
    expect(page.headers.get('retry-after')).toBe(String(24 * 3600))
    const shown = await page.text()
    expect(shown).toContain('You have started 20 conversations within a day')
    expect(shown).toContain('One more')
    const answer = await browser.send('/api/v1/threads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: [ada.shown], subject: 'Number 21', body: 'One more' }),
    })
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe(String(24 * 3600))
    expect(await answer.json()).toMatchObject({ code: 'too_many_threads' })
  })
})

describe('the mail that tells of a message', () => {
  it('says who wrote and where to read it, and nothing of what was written', async () => {
    const setting = await aSetting()
    const { world, ada, ben, gus } = setting
    const thread = await aThread(setting, ada, [ben, gus], {
      subject: 'Pelican harvest',
      body: 'Keep it to yourself',
    })
    await world.drain()
    const [toGus] = await mailsTo(setting, gus)
    const [toBen] = await mailsTo(setting, ben)
    expect(toGus!.subject).toBe('You have a new message from Ada Reyes')
    expect(toBen!.subject).toBe('Tiene un mensaje nuevo de Ada Reyes')
    for (const mail of [toGus!, toBen!])
      for (const part of [mail.text, mail.html]) {
        expect(part).toContain(`http://acme.localhost:3000/messages/${thread}`)
        expect(`${mail.subject}${part}`).not.toMatch(/pelican|harvest|yourself/i)
      }
    expect(await mailsTo(setting, ada)).toEqual([])
  })

  it('comes once until the thread has been read, then again', async () => {
    const setting = await aSetting()
    const { world, ada, gus } = setting
    const thread = await aThread(setting, ada, [gus])
    await Promise.all(Array.from({ length: 5 }, () => send(setting, ada, thread)))
    await world.drain()
    expect(await mailsTo(setting, gus)).toHaveLength(1)
    await aThread(setting, ada, [gus])
    await world.drain()
    expect(await mailsTo(setting, gus)).toHaveLength(2)

    const [last] = await world.owner<{ id: string }>('select id from messages order by id desc')
    await setting.act(readThread as never, gus, { thread, seen: show('message', last!.id) })
    await send(setting, ada, thread)
    await world.drain()
    expect(await mailsTo(setting, gus)).toHaveLength(3)
    // By answering one has read, too.
    await send(setting, gus, thread)
    await send(setting, ada, thread)
    await world.drain()
    expect(await mailsTo(setting, gus)).toHaveLength(4)
    expect(await mailsTo(setting, ada)).toHaveLength(1)
  })

  it('leads to where the portal is now', async () => {
    const setting = await aSetting()
    const { world, portal, ada, gus } = setting
    await world.owner('update hosts set is_current = false where portal_id = $1', [portal.id])
    await world.owner(`insert into hosts values ('new.example', $1, true, now())`, [portal.id])
    const thread = await aThread(setting, ada, [gus])
    await world.drain()
    expect((await mailsTo(setting, gus))[0]!.text).toContain(
      `http://new.example:3000/messages/${thread}`,
    )
  })
})

describe('the list of threads', () => {
  it('is newest first and paged by key, there and back, without gap or double', async () => {
    const setting = await aSetting()
    const { world, ada, gus } = setting
    const shown: string[] = []
    for (let n = 0; n < 60; n++) {
      // Some at the same moment, so that the id decides.
      await world.setClock(
        Temporal.Instant.from('2026-01-05T09:00:00Z').add({ minutes: Math.floor(n / 4) }),
      )
      shown.push(await aThread(setting, ada, [gus], { subject: `no. ${n}` }))
    }
    const browser = await setting.browser().signIn(gus)
    type Page = {
      threads: { id: string; subject: string; unread: number; lastMessageAt: string }[]
      next: string | null
    }
    const pages: Page[] = []
    for (let after = ''; ;) {
      const page = (await (await browser.get(`/api/v1/threads${after}`)).json()) as Page
      pages.push(page)
      if (page.next === null) break
      after = `?cursor=${encodeURIComponent(page.next)}`
    }
    const listed = pages.flatMap(({ threads }) => threads)
    expect(pages.map(({ threads }) => threads.length)).toEqual([25, 25, 10])
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(shown))
    expect(listed.map(({ lastMessageAt }) => lastMessageAt)).toEqual(
      listed
        .map(({ lastMessageAt }) => lastMessageAt)
        .toSorted()
        .toReversed(),
    )

    const subjects = async (path: string) => {
      const html = (await (await browser.get(path)).text()).replaceAll('&amp;', '&')
      const link = (rel: string) => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]
      return {
        subjects: [...html.matchAll(/no\. \d+/g)].map(String),
        prev: link('prev'),
        next: link('next'),
      }
    }
    const first = await subjects('/messages')
    const second = await subjects(first.next!)
    const third = await subjects(second.next!)
    expect([first.prev, third.next]).toEqual([undefined, undefined])
    expect((await subjects(third.prev!)).subjects).toEqual(second.subjects)
    const back = await subjects(second.prev!)
    expect([back.subjects, back.prev]).toEqual([first.subjects, undefined])
    expect([...first.subjects, ...second.subjects, ...third.subjects]).toEqual(
      listed.map(({ subject }) => subject),
    )
    expect((await browser.get('/api/v1/threads?cursor=x')).status).toBe(422)
    expect((await browser.get('/messages?after=x')).status).toBe(200)
  })

  it('moves a thread to the top when somebody writes in it', async () => {
    const setting = await aSetting()
    const { world, ada, gus } = setting
    const thread = await aThread(setting, ada, [gus], { subject: 'The first' })
    await world.setClock('2026-01-05T10:00:00Z')
    await aThread(setting, ada, [gus], { subject: 'The second' })
    await world.setClock('2026-01-05T11:00:00Z')
    await send(setting, gus, thread)
    const html = await (await (await setting.browser().signIn(ada)).get('/messages')).text()
    expect(html.indexOf('The first')).toBeLessThan(html.indexOf('The second'))
    expect(html).toContain('1 new')
  })
})

describe('writing a message in the browser', () => {
  it('starts a thread, answers it, and says what is wrong without losing what was typed', async () => {
    const setting = await aSetting()
    const { ada, gus } = setting
    const staff = await setting.browser().signIn(ada)
    const form = await (await staff.get(`/messages/new?to=${gus.shown}`)).text()
    expect(form).toContain(`value="${gus.shown}" checked=""`)

    const wrong = await staff.post('/messages', {
      subject: '',
      body: 'Kept words',
      to: gus.shown,
      found: '',
    })
    const shown = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(shown).toContain('Kept words')
    expect(shown).toContain(`value="${gus.shown}" checked=""`)
    expect(shown).toContain('href="#f-subject"')
    const nobody = await staff.post('/messages', { subject: 'a', body: 'b', found: '' })
    expect(await nobody.text()).toContain('href="#f-to"')

    const sent = await staff.post('/messages', {
      subject: 'Hello',
      body: 'Hi',
      to: gus.shown,
      found: '',
    })
    const address = sent.headers.get('location')!
    expect([sent.status, address]).toEqual([
      303,
      expect.stringMatching(/^\/messages\/thr_\w+#newest$/),
    ])
    const path = address.replace(/#.*/, '')
    const guest = await setting.browser().signIn(gus)
    const empty = await guest.post(`${path}/replies`, { body: '  ' })
    expect(empty.status).toBe(422)
    expect((await guest.post(`${path}/replies`, { body: 'Hi to you' })).status).toBe(303)
    expect(await (await staff.get(path)).text()).toContain('Hi to you')
    const unknown = await guest.post(`${path}/replies`, { body: 'x', colour: 'red' })
    expect(unknown.status).toBe(422)
  })

  it('finds people by name and sends nothing while looking, however the form was sent', async () => {
    const setting = await aSetting()
    const { world, portal, ada, gus } = setting
    for (let n = 0; n < 60; n++)
      await aPerson(world, portal.id, {
        name: `Client ${n}`,
        email: `c${n}@example.com`,
        kind: 'contact',
      })
    const late = await aPerson(world, portal.id, { name: 'Zed Last', kind: 'contact' })
    const browser = await setting.browser().signIn(ada)
    const all = await (await browser.get('/messages/new')).text()
    expect(all).not.toContain(late.shown)
    const typed = { subject: 'Kept', body: 'Kept too', to: gus.shown, found: '' }
    const ways: Record<string, string>[] = [
      { find: 'zed' },
      { find: 'zed', seek: 'on' },
      { find: 'ZED@EXAMPLE', seek: 'on' },
    ]
    for (const how of ways) {
      const html = await (await browser.post('/messages', { ...typed, ...how })).text()
      expect(html).toContain(late.shown)
      expect(html).toContain(`value="${gus.shown}" checked=""`)
      expect(html).toContain('value="Kept"')
      expect(html).not.toContain('Client 7')
    }
    expect(
      await (await browser.post('/messages', { ...typed, to: [], find: '100%' })).text(),
    ).toContain('Nobody with “100%”')
    expect(await world.owner('select from threads')).toEqual([])
    const sent = await browser.post('/messages', {
      ...typed,
      to: [gus.shown, late.shown],
      find: 'zed',
      found: 'zed',
    })
    expect(sent.status).toBe(303)
    expect(await world.owner('select from thread_participants')).toHaveLength(3)
  })
})

describe('messages after a trial', () => {
  it('stay, read and written', async () => {
    const setting = await aSetting()
    const { world, portal, ada, gus } = setting
    const thread = await aThread(setting, ada, [gus])
    await world.owner(
      `update portals set status = 'trial_expired', after_trial = '{messages,home,people,branding}' where id = $1`,
      [portal.id],
    )
    const browser = await setting.browser().signIn(gus)
    expect((await browser.get('/')).status).toBe(200)
    expect((await browser.get(`/messages/${thread}`)).status).toBe(200)
    expect((await browser.post(`/messages/${thread}/replies`, { body: 'Still here' })).status).toBe(
      303,
    )
    const answer = await browser.json('POST', `/api/v1/threads/${thread}/messages`, {
      body: 'Here too',
    })
    expect(answer.status).toBe(201)
  })
})

describe('the programs’ way in', () => {
  it('starts, lists, shows, answers and reads', async () => {
    const setting = await aSetting()
    const { ada, gus } = setting
    const staff = await setting.browser().signIn(ada)
    const guest = await setting.browser().signIn(gus)
    const input = { subject: 'Hello', body: 'Hi', to: [gus.shown] }
    const created = await staff.json('POST', '/api/v1/threads', input)
    expect(created.status).toBe(201)
    const { thread, message } = (await created.json()) as { thread: string; message: string }
    expect(await (await guest.get('/api/v1/threads')).json()).toEqual({
      threads: [
        {
          id: thread,
          subject: 'Hello',
          others: [{ id: ada.shown, name: ada.name }],
          messages: 1,
          unread: 1,
          lastMessageAt: '2026-01-05T09:00:00Z',
        },
      ],
      next: null,
    })
    expect(await (await guest.get(`/api/v1/threads/${thread}`)).json()).toEqual({
      id: thread,
      subject: 'Hello',
      startedAt: '2026-01-05T09:00:00Z',
      participants: [ada, gus].map(({ shown, name }) => ({ id: shown, name })),
      unread: 1,
      messages: [
        {
          id: message,
          author: { id: ada.shown, name: ada.name },
          body: 'Hi',
          sentAt: '2026-01-05T09:00:00Z',
          isNew: true,
          files: [],
          writtenBy: null,
        },
      ],
      next: null,
    })
    const read = await guest.json('POST', `/api/v1/threads/${thread}/reading`, { seen: message })
    expect(await read.json()).toEqual({ unread: 0 })
    expect(
      (await guest.json('POST', `/api/v1/threads/${thread}/messages`, { body: 'Yes' })).status,
    ).toBe(201)
    const visitor = setting.browser()
    expect((await visitor.get(`/api/v1/threads/${thread}`)).status).toBe(401)
  })

  it('does the same request once, by its Idempotency-Key', async () => {
    const setting = await aSetting()
    const browser = await setting.browser().signIn(setting.ada)
    browser.headers = { 'idempotency-key': 'k1' }
    const input = { subject: 'Hello', body: 'Hi', to: [setting.gus.shown] }
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () =>
        (await browser.json('POST', '/api/v1/threads', input)).text(),
      ),
    )
    expect(new Set(answers).size).toBe(1)
    expect(await setting.world.owner('select from messages')).toHaveLength(1)
  })
})

describe('the home page', () => {
  const steps = (html: string) =>
    [...html.matchAll(/href="(\/people\/new|\/settings\/branding)"/g)].length

  it('of staff shows first steps that tick themselves and go away', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    const ada = await aPerson(world, portal.id, { name: 'Ada Reyes' })
    const app = createApp(world.installation)
    const browser = await new Browser(app, portal).signIn(ada)
    const home = async () => (await browser.get('/')).text()
    const fresh = await home()
    expect(fresh).toContain('0 of 3 done')
    expect(steps(fresh)).toBe(2)

    const ben = await aPerson(world, portal.id, { name: 'Ben Okafor', activated: false })
    expect(await home()).toContain('1 of 3 done')
    await world.owner('update portals set logo_version = 1 where id = $1', [portal.id])
    expect(await home()).toContain('2 of 3 done')
    await world.owner('update persons set activated_at = now() where id = $1', [ben.id])
    const { id } = ben
    await browser.json('POST', '/api/v1/threads', {
      subject: 'a',
      body: 'b',
      to: [show('person', id)],
    })
    expect(await home()).not.toContain('First steps')
  })

  it('counts what waits, for staff in conversations, for guests on a card', async () => {
    const setting = await aSetting()
    const { ada, gus, pia } = setting
    const thread = await aThread(setting, gus, [ada], { subject: 'From Gus' })
    await send(setting, gus, thread)
    await aThread(setting, pia, [ada], { subject: 'From Pia' })
    const staff = await (await (await setting.browser().signIn(ada)).get('/')).text()
    expect(staff).toContain('3 unread messages in 2 conversations')
    expect(staff).toContain('From Gus')
    expect(staff).toContain('2 new')
    await aThread(setting, ada, [gus])
    const guest = await (await (await setting.browser().signIn(gus)).get('/')).text()
    expect(guest).toContain('1 new')
    expect(guest).toContain('Welcome, Gus Marsh')
    expect(guest).not.toContain('First steps')
  })

  it('asks the database once, together with the gate', async () => {
    const setting = await aSetting()
    await aThread(setting, setting.ada, [setting.gus])
    for (const one of [setting.ada, setting.gus]) {
      const browser = await setting.browser().signIn(one)
      await browser.get('/')
      await setting.world.installation.anchors.flush()
      const query = vi.spyOn(pg.Client.prototype, 'query')
      expect((await browser.get('/')).status).toBe(200)
      const asked = query.mock.calls.map(([said]) => {
        const statement = said as unknown as string | { name?: string; text: string }
        return typeof statement === 'string' ? statement : (statement.name ?? statement.text)
      })
      query.mockRestore()
      const statements = asked.filter((text) => !/pgboss|pg_listening_channels/.test(text))
      expect(statements).toEqual(['scope · visit_known · home'])
    }
  })
})
