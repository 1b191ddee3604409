/**
 * What messages offers to the domains above: threads between a portal's people, and the home page that shows
 * them.
 */

export { readThread, sendMessage, startThread } from './threads/threads.ts'
export { onGuestHome } from './home/panels.ts'
