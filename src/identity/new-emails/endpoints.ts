import { z } from 'zod'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { performInTurn } from '../sessions/judging.ts'
import { endpoint, readBody, respond, writes, type Served } from '../../web/index.ts'
import {
  proveEmail,
  proveEmailInput,
  resendNewEmail,
  resendOwnEmail,
  withdrawNewEmail,
  withdrawOwnEmail,
} from './new-emails.ts'

const ofPerson = { feature: 'people', right: 'people:manage', path: { person: 'person' } } as const
const own = { feature: 'profile', right: 'self' } as const

export const newEmailEndpoints: readonly Served[] = [
  endpoint(
    routes.api.emailProof,
    'POST',
    {
      name: proveEmail.name,
      summary: proveEmail.summary,
      body: proveEmailInput,
      once: true,
      feature: null,
      status: 200,
      answer: z.object({ email: z.string() }),
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const parsed = proveEmailInput.safeParse(body.value, { reportInput: true })
      if (!parsed.success) return respond(visit, invalid(parsed.error))
      const { installation, caller } = visit
      const result = await performInTurn(installation, proveEmail, caller, parsed.data)
      return respond(visit, result, 200, (value) => value)
    },
  ),
  writes(routes.api.personEmailProof, 'POST', { ...ofPerson, operation: resendNewEmail }),
  writes(routes.api.personEmailProof, 'DELETE', { ...ofPerson, operation: withdrawNewEmail }),
  writes(routes.api.ownEmailProof, 'POST', { ...own, operation: resendOwnEmail }),
  writes(routes.api.ownEmailProof, 'DELETE', { ...own, operation: withdrawOwnEmail }),
]
