import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { CONSOLE, id, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { personStatus, type Person } from '../persons/person.ts'
import { personById } from '../persons/queries.ts'
import { reads, writes, type Served, type Visit } from '../../web/index.ts'
import {
  createOperator,
  disableOperator,
  enableOperator,
  resetOperatorFactors,
} from './operators.ts'
import { operatorsAfter } from './queries.ts'

const gated = { feature: 'home', right: 'installation:operate' } as const

const operatorView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  status: z.enum(['disabled', 'invited', 'locked', 'active']),
  language: z.string().nullable().describe('Null means the console’s'),
  addedAt: z.iso.datetime(),
  activatedAt: z.iso.datetime().nullable(),
  lastLoginAt: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  disabledReason: z.string().nullable(),
})
const operatorsView = z.object({
  operators: z.array(operatorView).describe('In the order they were added'),
  next: z.string().nullable().describe('Send it as `cursor` for the operators that follow'),
})

function showOperator(person: Person, now: Instant) {
  const at = (instant: Instant | null) => instant?.toString() ?? null
  return {
    id: show('person', person.id),
    name: person.name,
    email: person.email,
    status: personStatus(person, now),
    language: person.language,
    addedAt: person.created_at.toString(),
    activatedAt: at(person.activated_at),
    lastLoginAt: at(person.last_login_at),
    disabledAt: at(person.disabled_at),
    disabledReason: person.disabled_reason,
  }
}

const onOperator = {
  ...gated,
  path: { person: 'person' },
  answer: operatorView,
  show: async (visit: Visit, { person }: { person: string }) =>
    showOperator((await visit.read((tx) => personById(tx, CONSOLE, person))) as Person, visit.now),
} as const

export const operatorEndpoints: readonly Served[] = [
  reads(routes.api.operators, {
    ...gated,
    name: 'operator.list',
    summary: 'Lists the installation’s operators',
    query: z.strictObject({
      cursor: id('person').optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: operatorsView,
    show: async ({ read, now }, { cursor, limit }) => {
      const rows = await read((tx) => operatorsAfter(tx, { after: cursor, limit: limit + 1 }))
      const operators = rows.slice(0, limit).map((person) => showOperator(person, now))
      return { operators, next: rows.length > limit ? operators.at(-1)!.id : null }
    },
  }),
  writes(routes.api.operators, 'POST', {
    ...onOperator,
    path: {},
    operation: createOperator,
    status: 201,
  }),
  writes(routes.api.operatorDisabling, 'POST', { ...onOperator, operation: disableOperator }),
  writes(routes.api.operatorDisabling, 'DELETE', { ...onOperator, operation: enableOperator }),
  writes(routes.api.operatorFactors, 'POST', { ...onOperator, operation: resetOperatorFactors }),
]
