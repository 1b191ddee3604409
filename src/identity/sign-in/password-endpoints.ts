import { shape } from '../../kit/shape.ts'
import { z } from 'zod'
import { invalid, sentenceOf } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { admit } from '../limits/entrances.ts'
import { endpoint, readBody, respond, type RouteHandler } from '../../web/index.ts'
import { meter } from '../passwords/choice.ts'
import { typedPassword } from '../passwords/password.ts'

const input = z.strictObject({
  password: typedPassword,
  beside: z.boolean().optional().describe('Of somebody who has a second factor'),
})
const answer = shape('PasswordStrength', {
  score: z.int().min(0).max(4).describe('0 is guessed at once, 4 practically never'),
  allowed: z.boolean().describe('Whether it could be chosen, by whoever it does not resemble'),
  help: z.string().nullable().describe('What would be right'),
})

/** What the field asks while a password is typed. Nothing of it is kept or logged. */
export const passwordEndpoints: readonly RouteHandler[] = [
  endpoint(
    routes.api.passwordMeter,
    'POST',
    {
      name: 'password.measure',
      summary: 'Says how hard a password is to guess',
      body: input,
      once: true,
      feature: null,
      status: 200,
      answer,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const parsed = input.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return respond(ctx, invalid(parsed.error))
      const { installation, caller, language } = ctx
      const over = await admit(installation, caller, 'password_meter', {})
      if (over) return respond(ctx, over)
      const { password, beside } = parsed.data
      const { score, text } = await meter(installation, password, beside)
      const measured = { score, allowed: text === null, help: text && sentenceOf(text, language) }
      return respond(ctx, { ok: true, value: measured }, 200, (value) => value)
    },
  ),
]
