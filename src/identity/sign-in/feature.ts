import type { Feature } from '../../web/index.ts'
import { sessionsResource } from './resource.tsx'
import { passkeySignInResource } from './passkey-resource.tsx'
import { passwordsResource } from './password-resource.ts'

export const feature: Feature = {
  handlers: [sessionsResource, passkeySignInResource, passwordsResource],
}
