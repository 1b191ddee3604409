import { apiDocs } from './api-docs.tsx'
import { sessionsController, type Served } from './identity/index.ts'

const domains: readonly Served[] = [...sessionsController]

/** Every page and endpoint, domain by domain; a test holds this list against routes.ts. */
export const controllers: readonly Served[] = [...domains, ...apiDocs(domains)]
