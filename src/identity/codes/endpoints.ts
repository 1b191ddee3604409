import { z } from 'zod'
import { routes } from '../../routes.ts'
import { writes, type Served } from '../../web/index.ts'
import { issueCode } from './codes.ts'

export const codeEndpoints: readonly Served[] = [
  writes(routes.api.personCode, 'POST', {
    feature: 'people',
    right: 'people:manage',
    operation: issueCode,
    path: { person: 'person' },
    status: 201,
    answer: z.object({
      name: z.string().describe('What they enter beside it: their e-mail or user name'),
      code: z.string().describe('Shown this once'),
      expires: z.iso.datetime(),
    }),
    show: (_, { name, code, expires }) => ({ name, code, expires }),
  }),
]
