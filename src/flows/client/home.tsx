import type { SignedInContext } from '../../web/index.ts'
import { RunCard } from './page.tsx'
import { openRuns } from './resource.tsx'

/** What the home page has read with the gate says whether there is any: for most there is none to be asked for. */
const isInFlow = ({ prefetch }: SignedInContext): boolean =>
  (prefetch as { in_flow?: boolean }[])[0]?.in_flow !== false

/** On the home page of those who are served: a card for each flow that they can go on with. */
export const ownFlowsOnHome = async (ctx: SignedInContext) =>
  ctx.may('flow') && isInFlow(ctx)
    ? (await openRuns(ctx)).map((run) => <RunCard run={run} />)
    : null
