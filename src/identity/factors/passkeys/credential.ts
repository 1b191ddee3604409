import { shape } from '../../../kit/shape.ts'
import { z } from 'zod'
import { because } from '../../../kit/validation.ts'

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+$/)
const id = base64url(1400)

/**
 * What a browser hands out when a passkey is made or used. Browsers send more than is looked at, and some
 * day will send what nobody knows yet: the rest is dropped, not refused.
 */
export const madeCredential = shape('MadeCredential', {
  id,
  rawId: id,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(4000),
    attestationObject: base64url(20_000),
    transports: z
      .array(z.string().regex(/^[\w-]{1,30}$/))
      .max(10)
      .default([]),
  }),
})
export const usedCredential = shape('UsedCredential', {
  id,
  rawId: id,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(4000),
    userHandle: base64url(100).nullish(),
  }),
})
export type MadeCredential = z.output<typeof madeCredential>
export type UsedCredential = z.output<typeof usedCredential>

/** The same as a form's field carries it, in JSON. */
export const inJson = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .min(1)
    .max(30_000)
    .transform((text, context) => {
      try {
        const read = shape.safeParse(JSON.parse(text))
        if (read.success) return read.data
      } catch {
        // Said below: what is no JSON and what is no credential are mended alike.
      }
      context.addIssue({ code: 'custom', ...because('format') })
      return z.NEVER
    })

/** The challenge that was signed, as the browser says; null where it says none. */
export function challengeOf({ response }: MadeCredential | UsedCredential): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
    const { challenge } = said as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}
