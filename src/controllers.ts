import { sessionsController, type Served } from './identity/index.ts'

/** Every page and endpoint, domain by domain; a test holds this list against routes.ts. */
export const controllers: readonly Served[] = [...sessionsController]
