import type { Context } from 'hono'
import { dropCookie, keepCookie, localPath, readCookie, YEAR_SECONDS } from '../../web/index.ts'
import { PENDING_MINUTES } from '../factor-state/factor.ts'
import type { SessionSecrets } from './opening.ts'
import type { PendingSecrets } from './starting.ts'

const SESSION_SECONDS = 14 * 86_400

export const sessionCookie = (c: Context, url: URL) => readCookie(c, url, 'session')

/** Only a secret that we could have made ourselves: nobody chooses by what a device is recognised. */
export function deviceCookie(c: Context, url: URL): string | null {
  const secret = readCookie(c, url, 'device')
  return secret && /^[\w-]{43}$/.test(secret) ? secret : null
}

function keepDevice(c: Context, url: URL, device: string | null | undefined): void {
  if (device) keepCookie(c, url, 'device', device, YEAR_SECONDS)
}

export function keepSession(
  c: Context,
  url: URL,
  { session, device }: Pick<SessionSecrets, 'session' | 'device'>,
): void {
  keepCookie(c, url, 'session', session, SESSION_SECONDS)
  keepDevice(c, url, device)
}

export const dropSession = (c: Context, url: URL): void => dropCookie(c, url, 'session')

export const pendingCookie = (c: Context, url: URL) => readCookie(c, url, 'pending')

/** Half of a sign-in, for as long as its second step may take. */
export function keepPending(
  c: Context,
  url: URL,
  { pending, device }: Pick<PendingSecrets, 'pending' | 'device'>,
): void {
  keepCookie(c, url, 'pending', pending, PENDING_MINUTES * 60)
  keepDevice(c, url, device)
}

export const dropPending = (c: Context, url: URL): void => dropCookie(c, url, 'pending')

export const previewCookie = (c: Context, url: URL) => readCookie(c, url, 'preview')

/** The page that the preview was begun on; undefined where it was not begun on one of ours. */
export const previewBack = (c: Context, url: URL) => localPath(readCookie(c, url, 'preview-back'))

/**
 * @param preview.back the page it is begun on, to come back to
 * @param preview.seconds for which it can run at most
 */
export function keepPreview(
  c: Context,
  url: URL,
  { secret, back, seconds }: { secret: string; back: string | undefined; seconds: number },
): void {
  keepCookie(c, url, 'preview', secret, seconds)
  // An earlier one's is taken away.
  keepCookie(c, url, 'preview-back', back ?? '', back ? seconds : 0)
}

export const dropPreview = (c: Context, url: URL): void =>
  keepPreview(c, url, { secret: '', back: undefined, seconds: 0 })

/** Ten minutes, as long as a code and a way to the provider are good for. */
const CODE_SECONDS = 600

/** The secret beside which a mailed code is typed, in the browser that asked for it. */
export const codeCookie = (c: Context, url: URL) => readCookie(c, url, 'code')

export const keepCode = (c: Context, url: URL, secret: string): void =>
  keepCookie(c, url, 'code', secret, CODE_SECONDS)

export const dropCode = (c: Context, url: URL): void => dropCookie(c, url, 'code')

/** The secret of whoever is on the way to the provider of work accounts and back. */
export const roundCookie = (c: Context, url: URL) => readCookie(c, url, 'round')

export const keepRound = (c: Context, url: URL, secret: string | null): void =>
  keepCookie(c, url, 'round', secret ?? '', secret ? CODE_SECONDS : 0)
