import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import { requestHeader } from '../../kit/http/headers.ts'
import { PENDING_MINUTES } from '../factors/factor.ts'
import type { SessionSecrets } from '../sessions/opening.ts'
import type { PendingSecrets } from '../sessions/starting.ts'
import { localPath } from './local-path.ts'

const getCookie = (c: Context, name: string): string | undefined =>
  parse(requestHeader(c, 'cookie') ?? '', name)[name]

const YEAR_SECONDS = 365 * 86_400
const SESSION_SECONDS = 14 * 86_400

/** `__Host-` binds a cookie to this very host, but browsers take it over https only. */
const named = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name)

const options = (secure: boolean, maxAge: number) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge }) as const

const isSecure = (url: URL) => url.protocol === 'https:'

export const sessionCookie = (c: Context, url: URL) => getCookie(c, named('session', isSecure(url)))
/** Only a secret that we could have made ourselves: nobody chooses by what a device is recognised. */
export function deviceCookie(c: Context, url: URL): string | null {
  const secret = getCookie(c, named('device', isSecure(url)))
  return secret && /^[\w-]{43}$/.test(secret) ? secret : null
}

export function keepSession(
  c: Context,
  url: URL,
  { session, device }: Pick<SessionSecrets, 'session' | 'device'>,
): void {
  const secure = isSecure(url)
  setCookie(c, named('session', secure), session, options(secure, SESSION_SECONDS))
  if (device) setCookie(c, named('device', secure), device, options(secure, YEAR_SECONDS))
}

export function dropSession(c: Context, url: URL): void {
  const secure = isSecure(url)
  setCookie(c, named('session', secure), '', options(secure, 0))
}

export const pendingCookie = (c: Context, url: URL) => getCookie(c, named('pending', isSecure(url)))

/** Half of a sign-in, for as long as its second step may take. */
export function keepPending(
  c: Context,
  url: URL,
  { pending, device }: Pick<PendingSecrets, 'pending' | 'device'>,
): void {
  const secure = isSecure(url)
  setCookie(c, named('pending', secure), pending, options(secure, PENDING_MINUTES * 60))
  if (device) setCookie(c, named('device', secure), device, options(secure, YEAR_SECONDS))
}

export function dropPending(c: Context, url: URL): void {
  const secure = isSecure(url)
  setCookie(c, named('pending', secure), '', options(secure, 0))
}
export const previewCookie = (c: Context, url: URL) => getCookie(c, named('preview', isSecure(url)))

/** The page that the preview was begun on; undefined where it was not begun on one of ours. */
export const previewBack = (c: Context, url: URL) =>
  localPath(getCookie(c, named('preview-back', isSecure(url))))

/**
 * @param preview.back the page it is begun on, to come back to
 * @param preview.seconds for which it can run at most
 */
export function keepPreview(
  c: Context,
  url: URL,
  { secret, back, seconds }: { secret: string; back: string | undefined; seconds: number },
): void {
  const secure = isSecure(url)
  setCookie(c, named('preview', secure), secret, options(secure, seconds))
  // An earlier one's is taken away.
  setCookie(c, named('preview-back', secure), back ?? '', options(secure, back ? seconds : 0))
}

export const dropPreview = (c: Context, url: URL): void =>
  keepPreview(c, url, { secret: '', back: undefined, seconds: 0 })

/** Ten minutes, as long as a code and a way to the provider are good for. */
const CODE_SECONDS = 600

/** The secret beside which a mailed code is typed, in the browser that asked for it. */
export const codeCookie = (c: Context, url: URL) => getCookie(c, named('code', isSecure(url)))

export function keepCode(c: Context, url: URL, secret: string): void {
  const secure = isSecure(url)
  setCookie(c, named('code', secure), secret, options(secure, CODE_SECONDS))
}

export function dropCode(c: Context, url: URL): void {
  const secure = isSecure(url)
  setCookie(c, named('code', secure), '', options(secure, 0))
}

/** The secret of whoever is on the way to the provider of work accounts and back. */
export const roundCookie = (c: Context, url: URL) => getCookie(c, named('round', isSecure(url)))

export function keepRound(c: Context, url: URL, secret: string | null): void {
  const secure = isSecure(url)
  setCookie(c, named('round', secure), secret ?? '', options(secure, secret ? CODE_SECONDS : 0))
}

export const languageCookie = (c: Context) => getCookie(c, 'language')

export function keepLanguage(c: Context, url: URL, language: string): void {
  setCookie(c, 'language', language, options(isSecure(url), YEAR_SECONDS))
}

export interface FlashMessage {
  tone: 'green' | 'blue' | 'amber' | 'red'
  text: string
}

/** Carries one sentence over a redirect to the next page. */
export function leaveFlash(c: Context, url: URL, message: FlashMessage): void {
  setCookie(c, 'flash', JSON.stringify(message), options(isSecure(url), 60))
}

export function takeFlash(c: Context, url: URL): FlashMessage | undefined {
  const text = getCookie(c, 'flash')
  if (text === undefined) return undefined
  setCookie(c, 'flash', '', options(isSecure(url), 0))
  try {
    const message = JSON.parse(text) as FlashMessage
    return typeof message.text === 'string' &&
      ['green', 'blue', 'amber', 'red'].includes(message.tone)
      ? message
      : undefined
  } catch {
    return undefined
  }
}
