import { shape } from '../../kit/shape.ts'
import { z } from 'zod'
import { done } from '../../kit/operation.ts'
import { invalid, sentenceOf } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { admit } from '../limits/entrances.ts'
import { receives, type RouteHandler } from '../../web/index.ts'
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
export const passwordsResource: readonly RouteHandler[] = [
  receives(
    routes.api.passwordMeter,
    {
      name: 'password.measure',
      summary: 'Says how hard a password is to guess',
      body: input,
      once: true,
      feature: null,
      status: 200,
      answer,
    },
    async ({ installation, caller, language }, body) => {
      const parsed = input.safeParse(body, { reportInput: true })
      if (!parsed.success) return invalid(parsed.error)
      const over = await admit(installation, caller, 'password_meter', {})
      if (over) return over
      const { password, beside } = parsed.data
      const { score, text } = await meter(installation, password, beside)
      return done({ score, allowed: text === null, help: text && sentenceOf(text, language) })
    },
    (measured) => measured,
  ),
]
