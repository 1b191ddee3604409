import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { waysToSee } from '../file/index.ts'
import { sharedWith } from './audience.ts'
import { mailKinds, sharedNews } from './mails.ts'
import { onePerson } from './people.ts'
import { isSharedWith } from './queries.ts'
import { documentsResource } from './documents-resource.tsx'
import { sharesPanel, sharingResource } from './resource.tsx'
import * as sharing from './sharing.ts'
import { amongWhom } from './among.ts'

export const feature: Feature = {
  handlers: [sharingResource, documentsResource],
  operations: [sharing],
  tables: [erased('file_shares', { shared_by: 'none' })],
  mails: mailKinds,
  additions: [
    sharedWith(onePerson),
    sharesPanel,
    sharedNews,
    waysToSee.with(async (tx, installation, file, person) =>
      isSharedWith(tx, file.id, await amongWhom(tx, installation, person)),
    ),
  ],
}
