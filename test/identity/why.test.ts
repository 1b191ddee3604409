import { beforeAll, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { accessOf } from '../../src/identity/access/queries.ts'
import { whyOut, type Cause, type Mend } from '../../src/identity/access/why.ts'
import { disablePerson, enablePerson, inviteAgain } from '../../src/identity/index.ts'
import { readRegistrants } from '../../src/identity/registration-panel/queries.ts'
import { stateOf } from '../../src/identity/registration-panel/registration.ts'
import { isInState, stateOfPerson } from '../../src/identity/registration-state/queries.ts'
import { REGISTRATION_STATES } from '../../src/identity/registration-state/state.ts'
import type { FeatureName } from '../../src/gate/index.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { newToken } from '../../src/kit/tokens.ts'
import { createContact, updateContact } from '../../src/people/index.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { textOf } from '../portals/portals-console.ts'
import { openWorld, START, type World } from '../world.ts'
import { aPerson, Browser, DIGITS, PASSWORD } from './identity-world.ts'

let world: World
let office: Office
beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  return () => world.close()
})

const row = (person: string) => parseId('person', person)!
const WEEK = '2026-01-12T09:00:00Z'

interface Told {
  cause: Cause
  sentence: string
  since: string | null
  until: string | null
  by: { id: string; name: string } | null
  mend: Mend | null
  button: string | null
}

const whyOf = async (person: string, at = office): Promise<Told | null> =>
  (await at.api<{ why: Told | null }>('GET', `people/${person}/access`)).body.why

let made = 0
const aContact = async (card: object = {}): Promise<string> => {
  const one = `c${++made}`
  const input = { name: `Cleo ${one}`, email: `${one}@example.com`, digits: DIGITS, ...card }
  return (await office.act(createContact, input)).person
}
const invited = async (card: object = {}) => {
  const person = await aContact(card)
  await office.act(inviteAgain, { person })
  return person
}
const press = async (path: string, form: Record<string, string> = {}) => {
  const answer = await office.browser.post(path, form)
  expect([200, 303], path).toContain(answer.status)
  return answer.text()
}

/** Uses the newest link that was mailed, with what may be wrong. */
async function registers(fact: string): Promise<number> {
  await world.drain()
  const [mail] = await mailbox(world.installation, office.portal.id)
  const token = /token=([\w-]{43})/.exec(mail!.text)![1]!
  const visitor = new Browser(office.app, office.portal)
  return (await visitor.post('/registration', { token, fact, password: PASSWORD })).status
}

interface Way {
  cause: Cause
  says: RegExp
  /** Puts somebody there. @returns their shown id */
  bring: () => Promise<string>
  mend: Mend | null
  since?: string | null
  until?: string
  by?: string | null
  /** Done as the button does. */
  mended?: (person: string) => Promise<unknown>
  /** What is so then; null where they can get in. */
  afterwards?: Cause | null
}

const invite = (person: string) => press(`/people/${person}/invitation`)

const WAYS: readonly Way[] = [
  {
    cause: 'not_invited',
    says: /^Nobody has invited Cleo \w+ yet\.$/,
    bring: () => aContact(),
    mend: 'invite',
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'invited',
    says: /has not registered yet; the link still works/,
    bring: () => invited(),
    mend: 'invite',
    until: WEEK,
    mended: async (person) => {
      await invite(person)
      expect((await whyOf(person))!.sentence).toContain('earlier ones do not')
      expect(await registers(DIGITS)).toBe(303)
    },
    afterwards: null,
  },
  {
    cause: 'expired',
    says: /^The link in the invitation ran out before Cleo/,
    bring: async () => {
      const person = await invited()
      await world.owner(`update tokens set expires_at = $2 where person_id = $1`, [
        row(person),
        START,
      ])
      return person
    },
    mend: 'invite',
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'wrong_tries',
    says: /died after five wrong tries/,
    bring: async () => {
      const person = await invited()
      for (let i = 0; i < 5; i++) expect(await registers('0000')).toBe(410)
      return person
    },
    mend: 'invite',
    by: null,
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'withdrawn_by_email',
    says: /withdrawn when the e-mail was changed/,
    bring: async () => {
      const person = await invited()
      await office.act(updateContact, { person, email: `new${made}@example.com` })
      return person
    },
    mend: 'invite',
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'withdrawn_by_disabling',
    says: /withdrawn when access was disabled/,
    bring: async () => {
      const person = await invited()
      await office.act(disablePerson, { person, reason: 'By mistake' })
      await office.act(enablePerson, { person })
      return person
    },
    mend: 'invite',
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'withdrawn_by_role',
    says: /withdrawn when Cleo \w+ was made a lead/,
    bring: async () => {
      const person = await invited()
      await office.act(updateContact, { person, role: 'lead' })
      await office.act(updateContact, { person, role: 'client' })
      return person
    },
    mend: 'invite',
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'withdrawn',
    says: /^The link in the invitation was withdrawn\.$/,
    bring: async () => {
      const person = await aContact()
      // As a card is that took another's in.
      await world.owner(`update persons set invited_at = $2 where id = $1`, [row(person), START])
      return person
    },
    mend: 'invite',
    by: null,
    mended: invite,
    afterwards: 'invited',
  },
  {
    cause: 'lead',
    says: /is a lead, and leads are not invited/,
    bring: () => aContact({ role: 'lead' }),
    mend: 'card',
    mended: (person) => office.act(updateContact, { person, role: 'client' }),
    afterwards: 'not_invited',
  },
  {
    cause: 'no_email',
    says: /no e-mail on the card to invite Cleo/,
    bring: () => aContact({ email: null }),
    mend: 'code',
    mended: async (person) => {
      const page = await press(`/people/${person}/code`, { userName: `cleo.${made}` })
      const code = /(\d{4} \d{4} \d{4})/.exec(page)![1]!
      const answer = await new Browser(office.app, office.portal).post('/registration/code', {
        ...{ name: `cleo.${made}`, code, fact: DIGITS, password: PASSWORD },
      })
      expect(answer.status).toBe(303)
    },
    afterwards: null,
  },
  {
    cause: 'no_fact',
    says: /lacks the last four digits/,
    bring: () => aContact({ digits: undefined }),
    mend: 'card',
    mended: (person) => office.act(updateContact, { person, digits: DIGITS }),
    afterwards: 'not_invited',
  },
  {
    cause: 'refused',
    says: /^The mail server refused the invitation for good: “550 No such box”\.$/,
    bring: async () => {
      const person = await invited()
      await world.owner(
        `update mails set state = 'failed', failure = '550 No such box'
         where person_id = $1 and kind = 'invitation'`,
        [row(person)],
      )
      return person
    },
    mend: 'card',
    mended: async (person) => {
      await office.act(updateContact, { person, email: `right${made}@example.com` })
      // What was refused a minute ago says nothing of the invitation of now.
      await world.setClock('2026-01-05T09:01:00Z')
      await invite(person)
    },
    afterwards: 'invited',
  },
  {
    cause: 'locked',
    says: /is locked out after too many failed tries/,
    bring: async () => {
      const one = {
        name: 'Cleo Lock',
        email: `lock${++made}@example.com`,
        kind: 'contact',
      } as const
      const person = await aPerson(world, office.portal.id, one)
      const stranger = new Browser(office.app, office.portal)
      for (let i = 0; i < 10; i++)
        await stranger.post('/sign-in', { email: one.email, password: 'guess' })
      return person.shown
    },
    mend: 'unlock',
    by: null,
    until: '2026-01-05T09:01:00Z',
    mended: (person) => press(`/people/${person}/unlocking`),
    afterwards: null,
  },
  {
    cause: 'disabled',
    says: /^Access is disabled: “Left the firm”\.$/,
    bring: async () => {
      const one = { name: 'Cleo Off', email: `off${++made}@example.com`, kind: 'contact' } as const
      const { shown } = await aPerson(world, office.portal.id, one)
      await office.act(disablePerson, { person: shown, reason: 'Left the firm' })
      return shown
    },
    mend: 'enable',
    mended: (person) => press(`/people/${person}/enabling`),
    afterwards: null,
  },
  {
    cause: 'passkey_elsewhere',
    says: /was made for former\.localhost, an address that the portal has left/,
    bring: async () => {
      const one = { name: 'Cleo Key', email: `key${++made}@example.com`, kind: 'contact' } as const
      const { id, shown } = await aPerson(world, office.portal.id, one)
      await world.owner('update persons set password_hash = null where id = $1', [id])
      await world.owner(
        `insert into passkeys (portal_id, id, person_id, name, host, credential, public_key, counter, created_at)
         values ($1, $2, $3, 'Phone', 'former.localhost', gen_random_uuid()::text, '\\x00', 0, now())`,
        [office.portal.id, newId(), id],
      )
      return shown
    },
    mend: 'reset',
    by: null,
    mended: async (person) => {
      await press(`/people/${person}/reset`)
      await world.drain()
      const mails = await mailbox(world.installation, office.portal.id)
      expect(mails.some(({ kind, to }) => kind === 'reset' && to.startsWith('key'))).toBe(true)
    },
  },
]

describe('why somebody cannot get in, in one sentence', () => {
  it.each(WAYS)('$cause', async (way) => {
    const { bring, cause, says, mend, since = START, until = null, by = 'Ada Reyes' } = way
    const person = await bring()
    const why = (await whyOf(person))!
    expect(why).toMatchObject({ cause, mend, since, until })
    expect(why.by?.name ?? null).toBe(by)
    expect(why.sentence).toMatch(says)

    // On top of the one page, with since when, by whom and the button; and the same behind it.
    const page = await office.text(`/contacts/${person}`)
    const top = /<div id="why">.*?<section/s.exec(page)![0]
    expect(textOf(top)).toContain(why.sentence)
    expect(textOf(top)).toContain(why.button!)
    expect(top).toContain(`datetime="${since}"`)
    if (until) expect(top).toContain(`datetime="${until}"`)
    if (by) expect(textOf(top)).toContain(`by ${by}`)
    const details = await office.text(`/people/${person}/access`)
    if (cause !== 'passkey_elsewhere') expect(textOf(details)).toContain(why.sentence)
    await way.mended!(person)
    if (way.afterwards !== undefined)
      expect((await whyOf(person))?.cause ?? null, 'once it is mended').toBe(way.afterwards)
    await world.setClock(START)
  })

  it('is said in the language of whoever reads', async () => {
    const person = await aContact()
    const reads = (language: string | null) =>
      world.owner('update persons set language = $2 where id = $1', [office.ada.id, language])
    await reads('es')
    expect(await whyOf(person)).toMatchObject({
      sentence: `Nadie ha invitado todavía a Cleo c${made}.`,
      button: 'Invitar',
    })
    expect(textOf(await office.text(`/contacts/${person}`))).toContain('por Ada Reyes')
    await reads(null)
  })

  it('where the number of a case is stated, leads to opening one', async () => {
    const person = await aContact()
    const fact = (value: string) =>
      world.owner('update portals set registration_fact = $2 where id = $1', [
        office.portal.id,
        value,
      ])
    await fact('case_number')
    expect(await whyOf(person)).toMatchObject({ cause: 'no_fact', mend: 'case' })
    expect(await office.text(`/contacts/${person}`)).toContain(`/cases/new?client=${person}`)
    await office.act(openCase, { title: 'Weir', client: person })
    expect(await whyOf(person)).toMatchObject({ cause: 'not_invited' })
    await fact('digits')
  })

  it('tells a colleague’s page alike, and those who only lack a second step', async () => {
    const bob = await aPerson(world, office.portal.id, { name: 'Bob Staff' })
    expect(await whyOf(bob.shown)).toBeNull()
    const rule = (on: boolean) =>
      world.owner('update portals set staff_second_factor = $2 where id = $1', [
        office.portal.id,
        on,
      ])
    await rule(true)
    const about = await world.installation.db.read({ portal: office.portal.id }, (tx) =>
      accessOf(tx, bob.id),
    )
    await rule(false)
    expect(whyOut(about!, await world.now())).toMatchObject({
      cause: 'second_factor_missing',
      mend: null,
    })
    await office.act(disablePerson, { person: bob.shown, reason: 'On leave' })
    const page = textOf(await office.text(`/people/${bob.shown}`))
    expect(page).toContain('Access is disabled: “On leave”.')
    await press(`/people/${bob.shown}/enabling`)
    expect(await whyOf(bob.shown)).toBeNull()
  })

  it('names the portal’s own state before the person’s, and what went with the trial', async () => {
    const about = (await world.installation.db.read({ portal: office.portal.id }, (tx) =>
      accessOf(tx, office.ada.id),
    ))!
    const now = await world.now()
    const why = (change: object, features?: readonly FeatureName[]) =>
      whyOut({ ...about, row: { ...about.row, ...change } }, now, features)
    const off = { disabled_at: now, disabled_reason: 'x' }
    expect(why({ status: 'suspended', ...off })).toMatchObject({
      cause: 'portal_suspended',
      since: about.row.status_since,
      mend: null,
    })
    expect(why({ status: 'cancelled', ...off })?.cause).toBe('portal_cancelled')
    expect(why({ built: false, ...off })?.cause).toBe('being_built')
    const over = { status: 'trial_expired', after_trial: ['procedures'] }
    expect(why(over)).toBeNull()
    expect(why(over, ['procedures'])?.cause).toBe('trial_ended')
    // Nobody registers who is disabled: the word beside their name is what is mended first.
    expect(why({ activated_at: null, ...off })).toMatchObject({ cause: 'disabled', mend: 'enable' })
  })
})

/** Tokens of one person, each with what became of it; those of a moment, in the order they were sent. */
const LINKS = (['2026-01-05T08:00:00Z', START, '2026-01-05T10:00:00Z'] as const).flatMap(
  (expires) =>
    [null, START].flatMap((used) =>
      [null, '2026-01-05T07:30:00Z', '2026-01-05T08:00:00Z', START].map((retired) => ({
        expires,
        used,
        retired,
      })),
    ),
)

describe('how far somebody is with registering', () => {
  it('is the same in SQL as in the rule, in every state of a person and their links', async () => {
    const { id: portal } = (await anOffice(world, 'states')).portal
    const sets = [
      [],
      ...LINKS.map((link) => [link]),
      // One that ran out or was withdrawn, and a newer one.
      ...LINKS.map((link) => [
        { expires: '2026-01-05T08:00:00Z', used: null, retired: '2026-01-05T07:00:00Z' },
        link,
      ]),
    ]
    for (const disabled of [null, START])
      for (const activated of [null, START])
        for (const locked of [null, START, '2026-01-05T10:00:00Z'])
          for (const invitedAt of [null, START])
            for (const links of sets) {
              const id = newId()
              await world.owner(
                `insert into persons (portal_id, id, kind, name, seat, disabled_at, activated_at, locked_until, invited_at, created_at)
                 values ($1, $2, 'contact', 'S', 'guest', $3, $4, $5, $6, $7)`,
                [portal, id, disabled, activated, locked, invitedAt, START],
                'put',
              )
              for (const [i, { expires, used, retired }] of links.entries())
                await world.owner(
                  `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at, used_at, retired_at)
                   values ($1, $2, 'activation', $3, $4, $5, $6, $7)`,
                  [
                    ...[portal, newToken().hash, id, `2026-01-05T06:0${i}:00Z`],
                    ...[expires, used, retired],
                  ],
                  'link',
                )
            }
    const now = await world.now()
    await world.installation.db.read({ portal }, async (tx) => {
      const people = await tx.db
        .selectFrom('persons as p')
        .select('p.id')
        .select(stateOfPerson(now).as('state'))
        .execute()
      const ids = people.map(({ id }) => id)
      const rule = new Map(
        (await readRegistrants(tx, ids, now)).map(({ who }) => [who.id, stateOf(who, now)]),
      )
      expect(people.filter(({ id, state }) => rule.get(id) !== state)).toEqual([])
      for (const state of REGISTRATION_STATES) {
        const found = await tx.db
          .selectFrom('persons as p')
          .select('p.id')
          .where(isInState(state, now))
          .execute()
        const there = ids.filter((id) => rule.get(id) === state)
        expect(found.map(({ id }) => id).toSorted(), state).toEqual(there.toSorted())
        expect(there.length, state).toBeGreaterThan(0)
      }
    })
  })

  it('is one word on every page and in every answer', async () => {
    const own = await anOffice(world, 'words')
    const WORDS = {
      not_invited: 'Not invited',
      invited: 'Invited',
      expired: 'Link expired',
      used_up: 'Link used up',
      registered: 'Registered',
      locked: 'Locked',
      disabled: 'Disabled',
    } as const
    const CHANGES: Partial<Record<keyof typeof WORDS, string>> = {
      locked: `locked_until = '2026-01-05T10:00:00Z'`,
      disabled: `disabled_at = '${START}', disabled_reason = 'Left'`,
    }
    const shownBadge = (html: string, person: string) =>
      textOf(new RegExp(`${person}#why"[^>]*>(.*?)</a>`, 's').exec(html)![1]!).trim()
    for (const kind of ['contact', 'staff'] as const)
      for (const [i, state] of REGISTRATION_STATES.entries()) {
        const name = `Word ${kind} ${state}`
        const activated = ['registered', 'locked', 'disabled'].includes(state)
        const one = { name, kind, activated, email: `${kind}${i}@example.com` }
        const { id, shown } = await aPerson(world, own.portal.id, one)
        if (CHANGES[state])
          await world.owner(`update persons set ${CHANGES[state]} where id = $1`, [id])
        if (['invited', 'expired', 'used_up'].includes(state))
          await world.owner(
            `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at, retired_at)
             values ($1, $2, 'activation', $3, '2026-01-05T08:00:00Z', $4, $5)`,
            [
              ...[own.portal.id, newToken().hash, id],
              state === 'expired' ? START : WEEK,
              state === 'used_up' ? START : null,
            ],
          )
        const list = kind === 'contact' ? '/contacts' : '/people'
        const search = `search=${encodeURIComponent(name)}`
        expect(shownBadge(await own.text(`${list}?${search}`), shown)).toBe(WORDS[state])
        expect(await own.text(`${list}?registration=${state}`)).toContain(`${list}/${shown}`)
        expect(await own.text(`${list}?${search}&format=csv`)).toContain(WORDS[state])
        const page = await own.text(`${list}/${shown}`)
        expect(textOf(/<h1>(.*?)<\/h1>/s.exec(page)![1]!)).toContain(WORDS[state])
        expect(shownBadge(page, shown)).toBe(WORDS[state])
        const there = await own.browser.get(`/people/${shown}`)
        if (kind === 'contact')
          expect([there.status, there.headers.get('location')]).toEqual([303, `/contacts/${shown}`])
        type Answer = { registration: string; people: { id: string; registration: string }[] }
        const api = async (path: string) => (await own.api<Answer>('GET', path)).body
        expect((await api(`people/${shown}`)).registration).toBe(state)
        expect((await api(`people/${shown}/registration`)).registration).toBe(state)
        expect((await api(`people?${search}`)).people).toMatchObject([{ registration: state }])
        if (kind === 'staff') continue
        expect((await api(`contacts/${shown}`)).registration).toBe(state)
        // A party, whether the owner acts for them or they are only named.
        for (const side of ['client', 'other'] as const) {
          const { case: id } = await own.act(openCase, { title: `${name} ${side}` })
          await own.act(addParty, { case: show('case', id), person: shown, side })
          const path = show('case', id)
          expect(shownBadge(await own.text(`/cases/${path}`), shown)).toBe(WORDS[state])
          const of = await own.api('GET', `cases/${path}`)
          expect(of.body).toMatchObject({
            parties: [{ registration: state }],
            clients: side === 'client' ? 1 : 0,
          })
          if (side === 'client')
            expect(shownBadge(await own.text(`/cases/${path}/client-portal`), shown)).toBe(
              WORDS[state],
            )
        }
      }
  })

  it('of an opponent is not invited, and nobody counts them as waiting', async () => {
    const own = await anOffice(world, 'opponents')
    const { person } = await own.act(createContact, {
      ...{ name: 'Otto Opponent', email: 'otto@example.com', digits: DIGITS },
    })
    for (const title of ['One', 'Two', 'Three']) {
      const { case: id } = await own.act(openCase, { title })
      await own.act(addParty, { case: show('case', id), person, side: 'other' })
      expect((await own.api('GET', `cases/${show('case', id)}`)).body).toMatchObject({
        clients: 0,
        registered: 0,
      })
    }
    const waiting = await own.api('GET', 'cases?registration=not_invited')
    expect(waiting.body).toMatchObject({ cases: [] })
    const preview = await own.api('POST', 'mass-invitations/preview', { matching: {} })
    expect(preview.body).toMatchObject({ total: 0, invited: 0, skipped: {} })
    const page = await own.text(`/contacts/${person}`)
    expect(page.match(/>(Invited|Not invited)</g) ?? []).not.toContain('>Invited<')
  })
})
