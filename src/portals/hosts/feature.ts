import { erased, kept, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as hosts from './hosts.ts'
import * as proving from './proving.ts'
import { proveHostJob, proveHost } from './proving.ts'
import { hostResources } from './resource.tsx'

export const feature: Feature = {
  handlers: [hostResources],
  operations: [hosts, proving],
  tables: [erased('host_claims'), kept('hosts')],
  jobs: [runs(proveHostJob, proveHost)],
}
