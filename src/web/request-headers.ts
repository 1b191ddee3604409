import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { clientAddress } from '../kit/http/address.ts'
import { requestHeader } from '../kit/http/headers.ts'
import type { Installation } from '../kit/installation.ts'
import type { Caller } from '../kit/operation.ts'

/** The bearer token, where it has the form of one of ours. */
export function bearer(c: Context, form: RegExp): string | undefined {
  const given = /^Bearer (\S+)$/i.exec(requestHeader(c, 'authorization') ?? '')?.[1]
  return given !== undefined && form.test(given) ? given : undefined
}

/** The sender's address, the request id, and the conditional headers of a request. */
export const request = (
  installation: Installation,
  c: Context,
): Pick<Caller, 'ip' | 'requestId' | 'idempotencyKey' | 'ifMatch'> => ({
  ip: address(installation, c),
  requestId: c.get('requestId') as string | undefined,
  idempotencyKey: requestHeader(c, 'idempotency-key'),
  ifMatch: versionsIn(requestHeader(c, 'if-match')),
})

/**
 * The versions that `If-Match` names: any of a list will do, `*` is met by whatever is there. Weak tags and
 * those that are no version of ours match nothing.
 */
export function versionsIn(header: string | undefined): number[] | undefined {
  const text = header?.trim()
  if (text === undefined || text === '*') return undefined
  return text
    .split(',')
    .map((tag) => /^"(\d{1,9})"$/.exec(tag.trim())?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
}

/** The address of the connection, or what a trusted proxy forwards: anybody can write forwarding headers. */
function address({ proxies }: Installation, c: Context): string | undefined {
  try {
    const { address: connection } = getConnInfo(c).remote
    return clientAddress(connection, requestHeader(c, 'x-forwarded-for'), proxies)
  } catch {
    return undefined
  }
}
