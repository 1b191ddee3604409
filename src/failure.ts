import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './config.ts'
import { isAway } from './kit/db/database.ts'
import { PortUnavailable } from './port.ts'

/** What PostgreSQL says to whoever may not come in or may not do what a start does, by SQLSTATE. */
const REFUSED_BY_POSTGRES: Record<string, string> = {
  '28P01': 'PostgreSQL does not take the password in DATABASE_URL. Put the owner’s there.',
  '28000':
    'PostgreSQL does not let in whom DATABASE_URL names. Name the owner, and allow it in pg_hba.conf.',
  '3D000':
    'The database that DATABASE_URL names does not exist. Make it: createdb --owner=<role> <name>.',
  '42501':
    'The role in DATABASE_URL may not do what a start does. It must own the database and may create roles: alter role <role> createrole.',
}

/** What the system says about files, by its code. */
const REFUSED_BY_SYSTEM: Record<string, string> = {
  ENOSPC: 'The disk is full. Make room, and start again.',
  EDQUOT: 'The disk’s quota is used up. Make room, and start again.',
  EACCES:
    'A file or folder may not be used. Start Gatehouse as the user it belongs to, or give it to this one.',
  EPERM:
    'A file or folder may not be used. Start Gatehouse as the user it belongs to, or give it to this one.',
  EROFS:
    'A folder is on a disk that is read-only. Set GATEHOUSE_DATA to a folder that can be written.',
}

/** In words: what went wrong, why, and how it is mended. */
export function explain(error: unknown): string {
  const { message, code = '' } = error as NodeJS.ErrnoException
  if (error instanceof ConfigError)
    return `${message}\nSet it right in the environment or in the file .env; README.md has all settings.`
  if (error instanceof PortUnavailable) return message
  const existing = REFUSED_BY_POSTGRES[code] ?? REFUSED_BY_SYSTEM[codeWithin(error)]
  if (existing) return `${existing} (${message})`
  if (isAway(error))
    return `The database did not answer (${message}). See whether it runs, and whether DATABASE_URL is right.`
  return message
}

/** The system's code for it, or for what it came from; also as initdb and PostgreSQL put it into words. */
function codeWithin(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (/No space left on device/.test(one.message)) return 'ENOSPC'
    const { code, syscall } = one as NodeJS.ErrnoException
    if (code && syscall) return code
  }
  return ''
}

/**
 * Keeps in the data folder why Gatehouse last did not start or ended, for whoever has lost the terminal.
 * Synchronous, since the process may be about to end.
 * @returns its path; null where it could not be written
 */
export function noteFailure(data: string, error: unknown, at: Temporal.Instant): string | null {
  const path = join(data, 'last-failure.txt')
  const command = process.argv.slice(2).join(' ') || 'serve'
  const whole = error instanceof Error ? withCauses(error) : String(error)
  try {
    mkdirSync(data, { recursive: true })
    writeFileSync(
      path,
      `${at.toString()} gatehouse ${command}\n\n${explain(error)}\n\n${whole}\n`,
      {
        mode: 0o600,
      },
    )
    return path
  } catch {
    return null
  }
}

function withCauses(error: Error): string {
  const { stack = error.message, cause } = error
  return cause instanceof Error ? `${stack}\nbecause of ${withCauses(cause)}` : stack
}
