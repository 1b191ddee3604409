import { onGuestHome } from '../../messages/index.ts'
import type { Feature } from '../../web/index.ts'
import { ownFlowsOnHome } from './home.tsx'
import { ownFlowResource, ownFlowsResource } from './resource.tsx'
import * as taking from './taking.ts'

export const feature: Feature = {
  handlers: [ownFlowsResource, ownFlowResource],
  operations: [taking],
  additions: [onGuestHome.with(ownFlowsOnHome)],
}
