import { z } from 'zod'
import { instant, shape } from '../../kit/shape.ts'
import type { HostClaim, HostLine } from './queries.ts'

export const hostsView = shape('Hosts', {
  hosts: z
    .array(
      shape('Host', {
        host: z.string(),
        current: z.boolean().describe('The others redirect to the current one'),
        passkeyHolders: z
          .int()
          .describe(
            'People with a passkey made for this address. It works only while this is the current one: after a move they sign in another way, and are asked to make one for there',
          ),
        addedAt: instant,
        quarantinedUntil: instant.nullable(),
      }),
    )
    .describe('The current one first'),
  waiting: z
    .array(
      shape('HostClaim', {
        host: z.string(),
        until: instant.describe('It is given up then'),
        record: z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() }),
      }),
    )
    .describe('Those that a DNS record has still to prove'),
})

export const showHosts = (lines: HostLine[], claims: HostClaim[]) => ({
  hosts: lines.map(({ host, current, passkeys, addedAt, quarantinedUntil }) => ({
    host,
    current,
    passkeyHolders: passkeys.people,
    addedAt: addedAt.toString(),
    quarantinedUntil: quarantinedUntil?.toString() ?? null,
  })),
  waiting: claims.map(({ host, until, record }) => ({ host, until: until.toString(), record })),
})
