import * as cases from './cases/index.ts'
import * as identity from './identity/index.ts'
import type { Operation } from './kit/operation.ts'
import * as messages from './messages/index.ts'
import * as people from './people/index.ts'
import * as portals from './portals/index.ts'

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' &&
  value !== null &&
  'run' in value &&
  'input' in value &&
  'right' in value

/** Every operation that a domain's index exports, by name: what can happen at all. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [identity, portals, people, messages, cases]
    .flatMap((domain) => Object.values(domain).filter(isOperation))
    .map((operation) => [operation.name, operation]),
)
