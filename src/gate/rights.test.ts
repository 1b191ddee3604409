import { describe, expect, it } from 'vitest'
import { CLI_RIGHTS, RIGHTS, rightsOfKey, rightsOfPerson, SCOPES } from './rights.ts'

const of = (rights: ReadonlySet<string>) => [...rights].toSorted()

describe('rights', () => {
  it('are those of a person’s kind', () => {
    expect(of(rightsOfPerson('contact'))).toEqual(['files:use', 'messages:write', 'self'])
    expect(of(rightsOfPerson('staff'))).toEqual([
      'cases:work',
      'files:manage',
      'files:use',
      'messages:many',
      'messages:write',
      'payments:manage',
      'people:manage',
      'portal:configure',
      'self',
    ])
    expect(of(rightsOfPerson('partner'))).toEqual([
      'bills:read',
      'partner:manage',
      'portal:configure',
      'portals:provision',
      'portals:read',
      'self',
    ])
    expect(of(rightsOfPerson('operator'))).toEqual([
      'bills:read',
      'installation:operate',
      'partner:manage',
      'portal:configure',
      'portals:provision',
      'portals:read',
      'self',
    ])
  })

  it('of a key are the sum of its scopes, and no key is a person', () => {
    const all = rightsOfKey([...SCOPES])
    for (const scope of SCOPES)
      for (const right of rightsOfKey([scope])) expect(all.has(right)).toBe(true)
    for (const right of ['self', 'people:manage', 'messages:write'])
      expect(all.has(right)).toBe(false)
    expect(rightsOfKey(['unheard-of']).size).toBe(0)
  })

  it('of the clock and of jobs are held by nobody who signs in', () => {
    for (const kind of ['operator', 'partner', 'staff', 'contact'] as const)
      for (const right of ['clock', 'job']) expect(rightsOfPerson(kind).has(right)).toBe(false)
    expect(CLI_RIGHTS.has('job')).toBe(false)
  })

  it('to undo nothing is an operator’s alone', () => {
    expect(RIGHTS['installation:operate']).toEqual(['operator', 'key:operate'])
  })
})
