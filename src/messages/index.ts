/**
 * What messages offers to the domains above: threads between a portal's people, and the home page that shows
 * them.
 */
import type { RouteHandler } from '../web/index.ts'
import { homeResource } from './home/resource.tsx'
import { threadsResource } from './threads/resource.tsx'

export { readThread, sendMessage, startThread } from './threads/threads.ts'

export const messagesController: readonly RouteHandler[] = [...homeResource, ...threadsResource]
