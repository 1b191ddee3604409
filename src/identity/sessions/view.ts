import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { deviceName } from './device-name.ts'

/** Where somebody is signed in, as programs are shown it. */
export const personSession = shape('PersonSession', {
  id: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable().describe('What it runs on'),
  ip: z.string().nullable(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
})

export const endedSessions = shape('EndedSessions', {
  ended: z.int().describe('Sessions that were ended'),
})

interface SessionRow {
  id: string
  user_agent: string | null
  ip: string | null
  started_at: Instant
  seen_at: Instant
}

export const showSession = (row: SessionRow) => ({
  id: show('session', row.id),
  ...deviceName(row.user_agent),
  ip: row.ip,
  startedAt: row.started_at.toString(),
  seenAt: row.seen_at.toString(),
})
