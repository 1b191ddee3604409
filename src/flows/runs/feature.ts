import { hasFiles, waysToSee } from '../../files/index.ts'
import { erased } from '../../kit/feature.ts'
import { onMerge } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import type { Feature } from '../../web/index.ts'
import { nameOfFlow } from '../flow/queries.ts'
import { saidIn } from '../step/said.ts'
import * as advancing from './advancing.ts'
import { mailKinds } from './mails.ts'
import { flowsOfContact } from './panel.tsx'
import { moveRuns } from './queries.ts'
import { runResource, runsResource } from './resource.tsx'
import * as runs from './runs.ts'
import { seesFilesOf, wasSentBy } from './sent-queries.ts'

export const feature: Feature = {
  handlers: [runsResource, runResource],
  operations: [runs, { finishFlow: advancing.finishFlow }],
  tables: [
    erased('flow_sent_files'),
    erased('flow_run_steps', { by_id: 'none' }),
    erased('flow_runs', { person_id: 'merged', assigned_by: 'none' }),
  ],
  mails: mailKinds,
  additions: [
    flowsOfContact,
    onMerge.with(({ tx, now }, pair) => moveRuns(tx, pair, now)),
    waysToSee.with((tx, _, file, person) => wasSentBy(tx, file.id, person)),
    ...hasFiles({
      kind: 'flow',
      many: { en: 'On-boarding flows', es: 'Flujos de incorporación' },
      // Nobody looks after them beside the flow: what a version has shown to somebody stays as it was.
      right: 'job',
      page: (flow) => routes.flows.one({ flow }),
      find: async (tx, id, hold) => {
        const name = await nameOfFlow(tx, id, hold)
        return name && saidIn(name, 'en')
      },
      isOpenTo: seesFilesOf,
    }),
  ],
}
