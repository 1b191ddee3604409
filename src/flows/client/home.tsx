import type { SignedInContext } from '../../web/index.ts'
import { RunCard } from './page.tsx'
import { openRuns } from './resource.tsx'

/** On the home page of those who are served: a card for each flow that they can go on with. */
export const ownFlowsOnHome = async (ctx: SignedInContext) =>
  ctx.may('flow') ? (await openRuns(ctx)).map((run) => <RunCard run={run} />) : null
