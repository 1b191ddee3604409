import { erased, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as procedures from './procedures.ts'
import { renameInProcedures } from './renaming.ts'
import { proceduresResource } from './resource.tsx'
import { procedureQueue } from './runs/queue.ts'
import { procedureWorker } from './runs/running.ts'

export const feature: Feature = {
  handlers: [proceduresResource],
  operations: [procedures],
  additions: [renameInProcedures],
  tables: [
    erased('procedure_runs', { person_id: 'moved' }),
    erased('procedures', { author_id: 'none' }),
  ],
  queues: [
    worksOff(
      procedureQueue,
      'does what procedures wait so many days with',
      (installation, { operations }) => procedureWorker(installation, operations),
    ),
  ],
}
