import { moveFiles, moveFolders, moveRequests, moveShares } from '../../files/index.ts'
import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { onMerge } from './on-merge.ts'
import * as merging from './merging.ts'
import { duplicatesResource, mergeResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [duplicatesResource, mergeResource],
  operations: [merging],
  tables: [erased('merged_contacts', { into_id: 'moved' })],
  additions: [
    onMerge.with(async (op, pair) => {
      const { tx } = op
      await moveFolders(op, 'person', pair)
      await moveFiles(tx, 'person', pair)
      await moveShares(tx, pair)
      await moveRequests(tx, 'person', pair)
    }),
  ],
}
