import { apiDocs } from './api-docs.tsx'
import { casesController } from './cases/index.ts'
import { identityController } from './identity/index.ts'
import type { RouteHandler } from './web/index.ts'
import { peopleController } from './people/index.ts'
import { messagesController } from './messages/index.ts'
import { portalsController } from './portals/index.ts'

const domains: readonly RouteHandler[] = [
  ...identityController,
  ...portalsController,
  ...peopleController,
  ...messagesController,
  ...casesController,
]

/** Every page and endpoint, domain by domain; a test holds this list against routes.ts. */
export const controllers: readonly RouteHandler[] = [...domains, ...apiDocs(domains)]
