import { describe, expect, it } from 'vitest'
import type { EventData } from '../../kit/events.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Action } from './action.ts'
import type { Condition } from './condition.ts'
import { MAX_CHAIN, planFor, rules, whyNotAfter, type Rules } from './procedure.ts'
import { renamed } from './renaming.ts'
import type { CaseDetails, ContactDetails } from './subjects/subject.ts'
import { causesOf, dueAfter, waitsFor, type Trigger } from './trigger.ts'

const aCase = (given: Partial<CaseDetails> = {}): CaseDetails => ({
  id: newId(),
  number: '2026-0001',
  title: 'Reyes against the harbour',
  type: 'Injury',
  stage: 'Intake',
  closed: false,
  ...given,
})

const aContact = (given: Partial<ContactDetails> = {}): ContactDetails => ({
  id: newId(),
  kind: 'contact',
  name: 'Bea Marsh',
  role: 'client',
  email: 'bea@example.com',
  hasIdentityCheck: true,
  activated: false,
  disabled: false,
  registration: 'not_invited',
  invited: false,
  inFlows: [],
  company: null,
  fields: {},
  ...given,
})

const opened: Trigger = { on: 'case_opened', days: 0 }
const invite: Action = { do: 'invite' }

const theRules = (given: Partial<Rules> = {}): Rules => ({
  trigger: opened,
  conditions: [],
  actions: [invite],
  ...given,
})

/** What a plan comes to: why not, or each step with why it is not done. */
const told = (given: Partial<Rules>, of: CaseDetails | null, ...contacts: ContactDetails[]) => {
  const plan = planFor(theRules(given), { case: of, contacts })
  return plan.fires ? plan.steps.map((step) => [step.do, step.why]) : plan.why.code
}

describe('a procedure', () => {
  it('does each action to each client who may have it, and says why not to the others', () => {
    const actions: Action[] = [invite, { do: 'change_stage', stage: 'Under way' }]
    const people = [aContact(), aContact({ email: null }), aContact({ activated: true })]
    expect(told({ actions }, aCase(), ...people)).toEqual([
      ['invite', null],
      ['invite', 'no_email'],
      ['invite', 'registered'],
      ['change_stage', null],
    ])
  })

  it('invites whom nobody has invited, and reminds whom somebody has', () => {
    const once = aContact({ invited: true })
    expect(told({}, aCase(), once)).toEqual([['invite', 'already_invited']])
    expect(told({ actions: [{ do: 'remind' }] }, aCase(), once, aContact())).toEqual([
      ['remind', null],
      ['remind', 'not_invited_yet'],
    ])
  })

  it('writes only to those who are in', () => {
    const actions: Action[] = [{ do: 'message', subject: 'Welcome', body: 'Good to see you.' }]
    const people = [
      aContact({ activated: true }),
      aContact(),
      aContact({ activated: true, disabled: true }),
    ]
    expect(told({ actions }, aCase(), ...people)).toEqual([
      ['message', null],
      ['message', 'not_registered'],
      ['message', 'disabled'],
    ])
  })

  it('writes to each on their own', () => {
    const actions: Action[] = [{ do: 'message', subject: 'Welcome', body: 'Good to see you.' }]
    const people = [aContact({ activated: true }), aContact({ activated: true })]
    const plan = planFor(theRules({ actions }), { case: aCase(), contacts: people })
    expect(plan.fires && plan.steps.map(({ input }) => input['to'])).toEqual(
      people.map(({ id }) => [show('person', id)]),
    )
  })

  it('does not fire for a case that is gone, closed, or without clients where it needs one', () => {
    expect(told({}, null)).toBe('case_gone')
    expect(told({}, aCase({ closed: true }), aContact())).toBe('case_closed')
    expect(told({}, aCase())).toBe('no_clients')
    expect(told({ actions: [{ do: 'change_stage', stage: 'Waiting' }] }, aCase())).toEqual([
      ['change_stage', null],
    ])
    expect(told({ trigger: { on: 'party_added', days: 0 } }, aCase())).toBe('person_gone')
    expect(told({ actions: [{ do: 'change_stage', stage: 'Intake' }] }, aCase())).toEqual([
      ['change_stage', 'already_in_stage'],
    ])
  })

  it('names the condition that keeps it from firing', () => {
    const condition: Condition = { about: 'case_type', is: true, value: 'Estate' }
    const plan = planFor(theRules({ conditions: [condition] }), {
      case: aCase(),
      contacts: [aContact()],
    })
    expect(plan).toEqual({ fires: false, why: { code: 'condition', condition } })
  })

  const field = newId()
  const holds: [Condition, ContactDetails, ContactDetails][] = [
    [{ about: 'role', is: true, value: 'lead' }, aContact({ role: 'lead' }), aContact()],
    [
      { about: 'role', is: true, value: 'client' },
      aContact({ role: null }),
      aContact({ role: 'lead' }),
    ],
    [{ about: 'email', is: false }, aContact({ email: null }), aContact()],
    [
      { about: 'registration', is: true, value: 'expired' },
      aContact({ registration: 'expired' }),
      aContact({ registration: 'invited' }),
    ],
    [{ about: 'invited', is: true }, aContact({ invited: true }), aContact()],
    [{ about: 'registered', is: false }, aContact(), aContact({ activated: true })],
    [
      { about: 'company', is: true, value: 'harbour ltd ' },
      aContact({ company: 'Harbour Ltd' }),
      aContact(),
    ],
    [
      { about: 'company', is: false, value: 'Harbour Ltd' },
      aContact(),
      aContact({ company: 'Harbour Ltd' }),
    ],
    [
      { about: 'field', is: true, field, value: '12' },
      aContact({ fields: { [field]: 12 } }),
      aContact({ fields: { [field]: '13' } }),
    ],
  ]
  it.each(holds)('is for those of whom %j holds, and no others', (condition, yes, no) => {
    const actions: Action[] = [{ do: 'change_stage', stage: 'Waiting' }]
    expect(told({ conditions: [condition], actions }, aCase(), yes, no)).toHaveLength(1)
    expect(told({ conditions: [condition], actions }, aCase(), no)).toBe('condition')
  })

  it('does each kind of thing once, and at least one', () => {
    expect(rules.actions.safeParse([]).success).toBe(false)
    expect(rules.actions.safeParse([invite, invite]).success).toBe(false)
    expect(rules.actions.safeParse([invite, { do: 'remind' }]).success).toBe(true)
  })

  it('never follows from itself, nor from more than so many others', () => {
    expect(whyNotAfter(['a', 'b'], 'c')).toBeNull()
    expect(whyNotAfter(['a', 'b'], 'a')).toEqual({ code: 'own_doing' })
    const long = Array.from({ length: MAX_CHAIN }, (_, n) => `p${n}`)
    expect(whyNotAfter(long.slice(1), 'c')).toBeNull()
    expect(whyNotAfter(long, 'c')).toEqual({ code: 'chain_too_long' })
  })

  it('goes on meaning a stage or type that is renamed', () => {
    const written = theRules({
      trigger: { on: 'stage_entered', stage: 'Waiting', days: 3 },
      conditions: [
        { about: 'case_stage', is: true, value: 'Waiting' },
        { about: 'case_type', is: true, value: 'Waiting' },
      ],
      actions: [{ do: 'change_stage', stage: 'Waiting' }],
    })
    expect(renamed(written, { kind: 'stage', from: 'Waiting', to: 'On hold' })).toEqual({
      trigger: { on: 'stage_entered', stage: 'On hold', days: 3 },
      conditions: [
        { about: 'case_stage', is: true, value: 'On hold' },
        { about: 'case_type', is: true, value: 'Waiting' },
      ],
      actions: [{ do: 'change_stage', stage: 'On hold' }],
    })
  })
})

describe('what happened', () => {
  const [id, person, event] = [newId(), newId(), newId()]
  const happened = (name: string, data: Record<string, unknown>): EventData => ({
    id: event,
    name,
    portal: newId(),
    subject: show('case', id),
    at: '2026-01-05T09:00:00Z',
    data,
  })

  it('is the opening of a case, and its entering the stage it is opened in', () => {
    const causes = causesOf(happened('case.open', { case: show('case', id), stage: 'Intake' }))
    expect(causes.map(({ on, stage }) => [on, stage])).toEqual([
      ['case_opened', null],
      ['stage_entered', 'Intake'],
    ])
    expect(causesOf(happened('case.open', { case: show('case', id), stage: null }))).toHaveLength(1)
  })

  it('is the adding of a client, not of somebody who is only named', () => {
    const added = (side: string) =>
      causesOf(happened('case.add_party', { person: show('person', person), side }))
    expect(added('client')).toMatchObject([{ on: 'party_added', case: id, person }])
    expect(added('other')).toEqual([])
  })

  it('is the same cause however often it is told, and another the next time', () => {
    const told = happened('case.enter_stage', { stage: 'Waiting' })
    const [first, again] = [causesOf(told)[0]!.key, causesOf(told)[0]!.key]
    expect(again).toBe(first)
    expect(causesOf({ ...told, id: newId() })[0]!.key).not.toBe(first)
  })

  it('is nothing in an event of another kind, or without what it needs', () => {
    expect(causesOf(happened('case.close', {}))).toEqual([])
    expect(causesOf({ ...happened('case.open', {}), subject: null })).toEqual([])
  })

  it('is what a trigger waits for where the stage is its own', () => {
    const trigger: Trigger = { on: 'stage_entered', stage: 'Waiting', days: 0 }
    expect(waitsFor(trigger, { on: 'stage_entered', stage: 'Waiting' })).toBe(true)
    expect(waitsFor(trigger, { on: 'stage_entered', stage: 'Intake' })).toBe(false)
    expect(waitsFor(opened, { on: 'stage_entered', stage: 'Intake' })).toBe(false)
  })

  it('falls due at the same time of day by the portal’s calendar, also over a change of clocks', () => {
    const at = Temporal.Instant.from('2026-03-28T09:00:00Z')
    const due = dueAfter({ on: 'case_opened', days: 1 }, at, 'Europe/Madrid')
    expect(due.toString()).toBe('2026-03-29T08:00:00Z')
  })
})
