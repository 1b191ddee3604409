import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routeHandlers } from '../../src/features.ts'
import { newId, PREFIXES, show } from '../../src/kit/ids.ts'
import type { RouteHandler } from '../../src/web/index.ts'
import type { Browser } from '../identity/identity-world.ts'
import { openWorld, type World } from '../world.ts'
import { aSetting, MARK, type Setting } from './who-may-world.ts'

/*
 * Every address that gives out a file or tells of one, asked by everybody there is, in every situation a file can be
 * in. Whoever is to know nothing of it gets, byte for byte, what they get for an id that never existed.
 */

let world: World
let setting: Setting
beforeAll(async () => {
  world = await openWorld()
  setting = await aSetting(world)
  return () => world.close()
}, 60_000)

/** For whom a file is there, of those who are served: right answers, and nothing else. */
const SEEN_BY: Readonly<Record<string, readonly string[]>> = {
  'not shared': [],
  // Whoever is locked stays where they are; whoever is disabled is nobody.
  shared: ['Carla', 'Lotte'],
  'shared with the company': ['Pia'],
  // Neither the other side, nor who was a client of it.
  'shared with the case': ['Carla', 'Diego'],
  'about another client': ['Carla'],
  'shared no more': [],
  'of its last second': ['Carla'],
  over: [],
  checking: ['Carla'],
  held: ['Carla'],
  refused: [],
  removed: [],
  'of two versions': ['Carla'],
  sent: ['Sam'],
  'sent and refused': ['Sam'],
  'shared with a merged card': ['Mara'],
  'of a merged card': [],
  'with a message': ['Carla'],
}
const SITUATIONS = Object.keys(SEEN_BY)
const STAFF = ['Ada', 'Bob']

/** What is asked for at an address with a file's id in it: its page, its bytes, or what staff alone look at. */
const ADDRESSES = {
  'GET /files/:file': 'facts',
  'GET /api/v1/files/:file': 'facts',
  'GET /files/:file/content': 'bytes',
  'GET /api/v1/files/:file/content': 'bytes',
  'GET /files/:file/thumbnail': 'picture',
  'GET /files/:file/removal': 'staff',
  'GET /files/:file/sharing': 'staff',
  'GET /api/v1/files/:file/versions': 'staff',
  'GET /api/v1/files/:file/downloads': 'staff',
  'GET /api/v1/files/:file/shares': 'staff',
} as const satisfies Record<string, string>
type Kind = (typeof ADDRESSES)[keyof typeof ADDRESSES] | 'earlier'

/** Whether somebody sees a file as one who is served; in a preview staff see what the client would. */
const sees = (who: string, situation: string) =>
  SEEN_BY[situation]!.includes(who.replace(/^Bob as /, ''))

/** Whether somebody looks after a file: all staff do, but only who takes part sees what came with a message. */
const looksAfter = (who: string, situation: string) =>
  STAFF.includes(who) && situation !== 'removed' && situation !== 'with a message'

/** The status that is right; null where it must not be known that there is such a file. */
function rightStatus(who: string, situation: string, kind: Kind): number | null {
  const isThere = sees(who, situation) || (who === 'Ada' && situation === 'with a message')
  const isOfStaff = looksAfter(who, situation)
  if (!isThere && !isOfStaff) return null
  if (kind === 'staff') return isOfStaff ? 200 : null
  if (kind === 'earlier' && situation === 'of two versions' && !isOfStaff) return null
  if (kind === 'facts') return 200
  const isReady = !['checking', 'held', 'refused', 'sent and refused'].includes(situation)
  if (isReady || (kind === 'earlier' && situation === 'of two versions')) return 200
  // It has no picture that could be known of.
  if (kind === 'picture') return null
  return situation.includes('refused') ? 410 : 409
}

const named = ({ method, route }: RouteHandler) => `${method} ${route.pattern}`
/** Those of a flow's steps are for whoever is in it, and are tried with flows. */
const isOfFile = ({ route: { pattern } }: RouteHandler) =>
  pattern.includes('/:file') && !pattern.includes('/:flowRun')
const ofPortals = routeHandlers.filter(({ route }) => route.place !== 'console')

/** Everything of an answer but what is different in any two. */
async function all(response: Response, id: string) {
  const { 'x-request-id': _, ratelimit: __, ...headers } = Object.fromEntries(response.headers)
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
  const { status } = response
  return { status, text, all: JSON.stringify({ status, headers, text }).replaceAll(id, '<file>') }
}

const RANGE = { range: 'bytes=0-9' }
const NONE: Record<string, string> = {}
/** Ways to ask for one address: by headers alone, and in ranges, where it gives what can be told by that. */
const WAYS = [
  { way: 'GET', init: { method: 'GET', headers: NONE } },
  { way: 'HEAD', init: { method: 'HEAD', headers: NONE } },
  { way: 'range', init: { method: 'GET', headers: RANGE } },
] as const
const IN_RANGES: readonly Kind[] = ['bytes', 'picture', 'earlier']

const ASKED: readonly [address: string, kind: Kind][] = [
  ...Object.entries(ADDRESSES).map(([name, kind]): [string, Kind] => [name.split(' ')[1]!, kind]),
  ['/files/:file/content?number=1', 'earlier'],
  ['/api/v1/files/:file/content?number=1', 'earlier'],
]

/** Of those who are nobody’s here each is asked about plainly, in a few situations: none makes a difference to them. */
const isOutside = (who: string) => /^nobody|another portal|^operator|^partner|^key/.test(who)
const A_FEW = ['not shared', 'shared', 'sent', 'with a message', 'removed', 'checking']

/** Where nothing about the file makes a difference: to whom it can be nothing, and what is for staff alone. */
const isAlike = (who: string, kind: Kind) =>
  isOutside(who) || (kind === 'staff' && !STAFF.includes(who))

const isAsked = (who: string, way: string, kind: Kind) =>
  way === 'GET' || (!isOutside(who) && IN_RANGES.includes(kind))

/** Where files of several are told of, each with whom and which files it is right to tell. */
const LISTS: Readonly<Record<string, (who: string) => readonly string[] | 'any'>> = {
  'GET /api/v1/files': (who) => (STAFF.includes(who) ? OF_CASE : []),
  'GET /cases/:case': (who) => (STAFF.includes(who) ? OF_CASE : []),
  'GET /documents': documentsOf,
  'GET /api/v1/documents': documentsOf,
  'GET /requests/:request': answersFor,
  'GET /api/v1/requests/:request/files': answersFor,
  'GET /messages/:thread': lettersFor,
  'GET /api/v1/threads/:thread': lettersFor,
  // The largest.
  'GET /settings/files': (who) => (STAFF.includes(who) ? 'any' : []),
  'GET /api/v1/settings/files': (who) => (STAFF.includes(who) ? 'any' : []),
  // What was done and written, which staff look through.
  'GET /settings/audit': (who) => (STAFF.includes(who) ? 'any' : []),
  'GET /api/v1/settings/audit': (who) => (STAFF.includes(who) ? 'any' : []),
  'GET /api/v1/mails': (who) => (STAFF.includes(who) ? 'any' : []),
}
/** Those that lie with the case that addresses name. */
const OF_CASE = SITUATIONS.filter((one) => !/^sent|^of a merged|^about|message|removed/.test(one))

/** What is shared with somebody; not what they sent or were written. */
function documentsOf(who: string): string[] {
  return SITUATIONS.filter((one) => sees(who, one) && !/^sent|message/.test(one))
}
function answersFor(who: string): string[] {
  return who === 'Sam' || STAFF.includes(who) ? ['sent', 'sent and refused'] : []
}
function lettersFor(who: string): string[] {
  return ['Ada', 'Carla', 'Bob as Carla'].includes(who) ? ['with a message'] : []
}

/** Asks for all files at one address in one way; what is wrong, in sentences. */
async function wrongAt(
  [who, browser]: [string, Browser],
  [address, kind]: [string, Kind],
  { way, init }: (typeof WAYS)[number],
  { isOpen = true, ofAll = true } = {},
): Promise<string[]> {
  const ask = async (id: string) =>
    all(await browser.send(address.replace(':file', id), { ...init }), id)
  const unknown = await ask(show('file', newId()))
  const wrong: string[] = []
  if (unknown.status < 300) wrong.push('an id that never was is there')
  for (const [situation, id] of setting.files) {
    if ((!ofAll || isAlike(who, kind)) && !A_FEW.includes(situation)) continue
    const answer = await ask(id)
    const right = isOpen ? rightStatus(who, situation, kind) : null
    const status = right === 200 && way === 'range' ? 206 : right
    if (status === null && answer.all !== unknown.all)
      wrong.push(
        `${situation}: ${answer.status} rather than what is said of none, ${unknown.status}`,
      )
    if (status !== null && answer.status !== status)
      wrong.push(`${situation}: ${answer.status} rather than ${status}`)
    if (init.method === 'HEAD' && answer.text !== '') wrong.push(`${situation}: a body`)
  }
  return wrong.map((sentence) => `${who} ${way} ${address} ${sentence}`)
}

describe('every address of a file', () => {
  it('is in the table', () => {
    const declared = ofPortals.filter((one) => isOfFile(one) && one.method === 'GET').map(named)
    expect(declared.toSorted()).toEqual(Object.keys(ADDRESSES).toSorted())
    expect([...setting.files.keys()].toSorted()).toEqual(SITUATIONS.toSorted())
  })

  it('answers everybody rightly, in every situation', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    const inside = [...setting.visitors.keys()].filter((who) => !isOutside(who))
    expect(inside).toHaveLength(15)
    for (const visitor of setting.visitors)
      for (const way of WAYS) {
        const asked = ASKED.filter(([, kind]) => isAsked(visitor[0], way.way, kind))
        for (const some of await Promise.all(asked.map((one) => wrongAt(visitor, one, way))))
          wrong.push(...some)
      }
    expect(wrong).toEqual([])
  })
})

describe('every other address', () => {
  const others = ofPortals.filter((one) => !isOfFile(one) && one.method === 'GET')
  /** Of each kind of visitor some. */
  const LOOKING = 'nobody,Carla,Diego,Tom,Sam,Ada,Bob,Bob as Carla,Carla of another portal'.split(
    ',',
  )

  /** Of each kind of id one of this portal; what is named otherwise is called x. */
  const addressOf = ({ route: { pattern } }: RouteHandler) =>
    pattern.replaceAll(/:(\w+)/g, (_, name: string) => setting.ids[name] ?? 'x') +
    (pattern === '/api/v1/files' ? `?about=${setting.ids['case']}` : '')

  /** Which files an answer tells of: by id, or by the name that each has alone. */
  async function toldIn(response: Response): Promise<string[]> {
    const text = await response.text()
    return [...setting.files]
      .filter(([situation, id]) => text.includes(id) || text.includes(`${MARK}-${situation}.jpg`))
      .map(([situation]) => situation)
  }

  it('tells nobody of a file whom it is not there for', { timeout: 120_000 }, async () => {
    const wrong: string[] = []
    const telling = new Set<string>()
    for (const [who, browser] of setting.visitors) {
      if (!LOOKING.includes(who)) continue
      for (const handler of others) {
        const right = LISTS[named(handler)]?.(who) ?? []
        const told = await toldIn(await browser.get(addressOf(handler)))
        if (told.length > 0) telling.add(named(handler))
        if (right === 'any') continue
        if (JSON.stringify(told.toSorted()) !== JSON.stringify([...right].toSorted()))
          wrong.push(`${who} ${named(handler)}: ${told.join(', ')} rather than ${right.join(', ')}`)
      }
    }
    expect(wrong).toEqual([])
    expect([...telling].toSorted()).toEqual(Object.keys(LISTS).toSorted())
  })

  it('of the API that answers with a file is among those', () => {
    const answers = ofPortals.filter(({ method, endpoint }) => {
      if (method !== 'GET' || !endpoint?.answer) return false
      const schema = z.toJSONSchema(endpoint.answer, { unrepresentable: 'any' })
      return /\/File(Version|Download|Share|Seer)?"|"id":"File"/.test(JSON.stringify(schema))
    })
    const known = [...Object.keys(ADDRESSES), ...Object.keys(LISTS)]
    expect(answers.length).toBeGreaterThan(5)
    expect(answers.map(named).filter((name) => !known.includes(name))).toEqual([])
  })
})

/** What is wrong with plain answers to some, where nobody is to know anything, or all that is right otherwise. */
async function wrongFor(whom: readonly string[], isOpen: boolean): Promise<string[]> {
  const wrong: string[] = []
  for (const visitor of setting.visitors)
    if (whom.includes(visitor[0])) {
      const ask = (one: (typeof ASKED)[number]) =>
        wrongAt(visitor, one, WAYS[0], { isOpen, ofAll: false })
      wrong.push(...(await Promise.all(ASKED.map(ask))).flat())
    }
  return wrong
}

describe('an answer to who is served', () => {
  const endpoints = ofPortals.filter(({ endpoint, method }) => endpoint && method === 'GET')
  const ID = new RegExp(String.raw`\b(${Object.values(PREFIXES).join('|')})_\w{20,}`, 'g')
  /** Every address with ids of this portal in it. */
  const addresses = () =>
    endpoints.flatMap(({ route: { pattern } }) => {
      if (pattern.includes('/:file'))
        return [...setting.files.values()].map((id) => pattern.replace(':file', id))
      const filled = pattern.replaceAll(/:(\w+)/g, (all, name: string) => setting.ids[name] ?? all)
      return filled.includes(':') ? [] : [filled]
    })

  it('names nobody and nothing but what they may know of', { timeout: 120_000 }, async () => {
    const told: string[] = []
    let answered = 0
    for (const [who, own] of Object.entries(setting.clients)) {
      const browser = setting.visitors.get(who)!
      for (const address of addresses()) {
        const response = await browser.send(address)
        const isJson = response.headers.get('content-type')?.includes('json')
        const text = await response.text()
        if (response.status !== 200 || !isJson) continue
        answered++
        for (const [id] of text.matchAll(ID)) {
          const isTheirs = id === own || setting.staff.includes(id)
          const isPrivate = /^(per|cas|cmp|fol|nte|wrk|prc|run|imp)_/.test(id)
          if (isPrivate && !isTheirs) told.push(`${who} ${address}: ${id}`)
        }
      }
    }
    expect(told).toEqual([])
    expect(answered).toBeGreaterThan(50)
  })
})

describe('a file', () => {
  const SOME = ['nobody', 'Carla', 'Sam', 'Ada', 'Bob as Carla']

  it('is there no more once its last second is over', async () => {
    const carla = setting.visitors.get('Carla')!
    const path = `/api/v1/files/${setting.files.get('of its last second')}`
    const statuses = async () =>
      Promise.all([path, `${path}/content`].map(async (one) => (await carla.get(one)).status))
    const before = await world.now()
    expect(await statuses()).toEqual([200, 200])
    await world.setClock(before.add({ seconds: 1 }))
    expect(await statuses()).toEqual([404, 404])
    await world.setClock(before)
  })

  it('of a portal whose trial is over is there, unless files went with it', async () => {
    await setPortal('trial_expired', [])
    expect(await wrongFor(SOME, true)).toEqual([])
    await setPortal('trial_expired', ['files'])
    expect(await wrongFor(SOME, false)).toEqual([])
  })

  it('of a portal that is suspended is there for nobody', async () => {
    await setPortal('suspended', [])
    expect(await wrongFor(SOME, false)).toEqual([])
  })
})

const setPortal = (status: string, afterTrial: string[]) =>
  world.owner(
    `update portals set status = $2, after_trial = $3,
       suspended_from = case when $2 = 'suspended' then 'certified_secure' end,
       suspension_cause = case when $2 = 'suspended' then 'nonpayment' end where id = $1`,
    [setting.office.portal.id, status, afterTrial],
  )
