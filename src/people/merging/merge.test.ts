import { describe, expect, it } from 'vitest'
import type { Contact } from '../contacts/contact.ts'
import { mergedCard, whyNotMerged } from './merge.ts'

const now = Temporal.Instant.from('2026-01-05T09:00:00Z')
const aCard = (more: Partial<Contact>): Contact => ({
  id: 'a',
  name: 'Jane Doe',
  email: null,
  new_email: null,
  user_name: null,
  role: 'client',
  language: null,
  phone: null,
  birth_date: null,
  company_id: null,
  company: null,
  fields: {},
  version: 1,
  created_at: now,
  activated_at: null,
  last_login_at: null,
  disabled_at: null,
  registration: 'not_invited',
  digits_known: false,
  ...more,
})

describe('two cards', () => {
  it.each([
    [null, null, null],
    [now, null, null],
    [null, now, 'registered_stays'],
    [now, now, 'both_registered'],
  ] as const)('registered at %s and %s: %s', (kept, other, why) => {
    const pair = [
      { id: 'a', activated_at: kept, disabled_at: null },
      { id: 'b', activated_at: other, disabled_at: null },
    ] as const
    expect(whyNotMerged(...pair)).toBe(why)
  })

  it.each([
    [null, now, 'disabled_stays'],
    [now, null, null],
    [now, now, null],
  ] as const)('disabled at %s and %s: %s', (kept, other, why) => {
    const pair = [aCard({ disabled_at: kept }), aCard({ id: 'b', disabled_at: other })] as const
    expect(whyNotMerged(...pair)).toBe(why)
  })

  it('that are one are not merged', () => {
    expect(whyNotMerged(aCard({}), aCard({}))).toBe('merge_self')
  })
})

describe('the card that is left', () => {
  const kept = aCard({ phone: '1', email: 'kept@example.com', fields: { f: 'kept', only: 'k' } })
  const other = aCard({
    phone: '2',
    email: 'other@example.com',
    birth_date: '1980-02-29',
    fields: { f: 'other', also: 'o' },
  })

  it('has what only one had, and of two the preferred', () => {
    expect(mergedCard(kept, other, 'kept')).toMatchObject({
      phone: '1',
      email: 'kept@example.com',
      birth_date: '1980-02-29',
      fields: { f: 'kept', only: 'k', also: 'o' },
    })
    expect(mergedCard(kept, other, 'other')).toMatchObject({
      phone: '2',
      email: 'other@example.com',
      fields: { f: 'other', only: 'k', also: 'o' },
    })
  })

  it('signs in as before, where it has registered', () => {
    const registered = { ...kept, activated_at: now }
    expect(mergedCard(registered, other, 'other')).toMatchObject({
      phone: '2',
      email: 'kept@example.com',
    })
  })
})
