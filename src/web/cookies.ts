import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import { requestHeader } from '../kit/http/headers.ts'

export const YEAR_SECONDS = 365 * 86_400

const isSecure = (url: URL) => url.protocol === 'https:'

/** `__Host-` binds a cookie to this very host, but browsers take it over https only. */
const named = (name: string, url: URL) => (isSecure(url) ? `__Host-${name}` : name)

const options = (url: URL, maxAge: number) =>
  ({ path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(url), maxAge }) as const

const plainCookie = (c: Context, name: string): string | undefined =>
  parse(requestHeader(c, 'cookie') ?? '', name)[name]

/**
 * Reads a cookie that is bound to this very host, as every cookie is that signs somebody in.
 * @param url the installation's
 */
export const readCookie = (c: Context, url: URL, name: string): string | undefined =>
  plainCookie(c, named(name, url))

/** Sets a cookie that is bound to this very host; 0 seconds delete it. */
export const keepCookie = (
  c: Context,
  url: URL,
  name: string,
  value: string,
  seconds: number,
): void => setCookie(c, named(name, url), value, options(url, seconds))

export const dropCookie = (c: Context, url: URL, name: string): void =>
  keepCookie(c, url, name, '', 0)

export const languageCookie = (c: Context) => plainCookie(c, 'language')

export function keepLanguage(c: Context, url: URL, language: string): void {
  setCookie(c, 'language', language, options(url, YEAR_SECONDS))
}

export interface FlashMessage {
  tone: 'green' | 'blue' | 'amber' | 'red'
  text: string
}

/** Carries one sentence over a redirect to the next page. */
export function leaveFlash(c: Context, url: URL, message: FlashMessage): void {
  setCookie(c, 'flash', JSON.stringify(message), options(url, 60))
}

export function takeFlash(c: Context, url: URL): FlashMessage | undefined {
  const text = plainCookie(c, 'flash')
  if (text === undefined) return undefined
  setCookie(c, 'flash', '', options(url, 0))
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
