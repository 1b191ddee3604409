import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'

/** Where reading starts on a thread's page: its first new message, else its last. */
export const NEWEST = 'newest'

/** A thread's page, opened where reading starts. @param thread row id */
export const newestOf = (thread: string): string =>
  `${routes.messages.one({ thread: show('thread', thread) })}#${NEWEST}`
