/** The door of messages: threads between a portal's people, and the home page that shows them. */
import type { Served } from '../web/index.ts'
import { homeController } from './home/controller.tsx'
import { threadsResource } from './threads/resource.tsx'

export { readThread, sendMessage, startThread } from './threads/threads.ts'

export const messagesController: readonly Served[] = [...homeController, ...threadsResource]
