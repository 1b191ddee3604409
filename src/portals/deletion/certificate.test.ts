import { expect, it } from 'vitest'
import { certify, isGenuine, type Statement } from './certificate.ts'

const statement: Statement = {
  certificate: 'gatehouse portal deletion 1',
  installation: 'portals.example.com',
  portal: 'ptl_0',
  partner: null,
  hosts: ['acme.portals.example.com'],
  hostsKeptUntil: '2027-01-01T00:00:00Z',
  createdAt: '2026-01-01T00:00:00Z',
  statuses: [{ from: null, to: 'trial_active', at: '2026-01-01T00:00:00Z', cause: null }],
  onWhoseWord: 'the clock',
  startedAt: '2026-06-01T00:00:00Z',
  finishedAt: '2026-06-01T00:00:01Z',
  keyDestroyedAt: '2026-06-01T00:00:01Z',
  deleted: { messages: 3, persons: 2 },
  auditTrail: { lines: 9, lastSeq: 9, lastHash: 'ab' },
}

it('is genuine in whatever order the database gives its fields back', () => {
  const { sha256, ...rest } = certify(statement)
  const shuffled = { sha256, ...Object.fromEntries(Object.entries(rest).toReversed()) }
  expect(isGenuine(shuffled as never)).toBe(true)
})

it('is not genuine once anything in it was changed', () => {
  const issued = certify(statement)
  expect(isGenuine({ ...issued, onWhoseWord: 'nobody' })).toBe(false)
  expect(isGenuine({ ...issued, deleted: { ...issued.deleted, messages: 2 } })).toBe(false)
  expect(isGenuine({ ...issued, auditTrail: { ...issued.auditTrail, lines: 8 } })).toBe(false)
})
