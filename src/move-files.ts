import { Option, type Command } from 'commander'
import { moveAll, type AllMoved } from './files/index.ts'
import { FileStoreUnavailable } from './kit/file-store/file-store.ts'
import type { Installation } from './kit/installation.ts'

interface Asked {
  to: 'bucket' | 'folder'
  json?: boolean
}

/** How often the line that tells how far it has come is written anew. */
const TELL_MS = 200

/**
 * `gatehouse files move`: where they are to lie is kept, so that what comes later goes there too.
 * @param run moves, and prints what came of it
 * @param refuse says what to mend
 */
export function addMoveFiles(
  noun: Command,
  run: (work: (installation: Installation) => Promise<AllMoved>, json?: boolean) => Promise<void>,
  refuse: (why: string) => Error,
): void {
  noun
    .command('move')
    .description(
      'move files to the bucket that GATEHOUSE_FILES names, or back to the data folder; stop it at any time, and run it again to go on',
    )
    .addOption(
      new Option('--to <store>', 'where they are to lie, those that come later too')
        .choices(['bucket', 'folder'])
        .default('bucket'),
    )
    .option('--json', 'print JSON')
    .action(({ to, json }: Asked) =>
      run(async (installation) => {
        if (!installation.files.bucket)
          throw refuse('There is no bucket. Name it by GATEHOUSE_FILES, also to move back from it.')
        let stopped = false
        const stop = () => (stopped = true)
        process.once('SIGINT', stop).once('SIGTERM', stop)
        try {
          return await moveAll(installation, to, { tell: teller(), stopping: () => stopped })
        } catch (error) {
          if (!(error instanceof FileStoreUnavailable)) throw error
          throw refuse(`${error.message}. What has moved stays where it is now; run it again.`)
        } finally {
          process.off('SIGINT', stop).off('SIGTERM', stop)
        }
      }, json),
    )
}

/** One line at a terminal, written over again; elsewhere nothing. */
function teller(): (progress: { moved: number; left: number }) => void {
  let last = 0
  return ({ moved, left }) => {
    const now = performance.now()
    if (!process.stderr.isTTY || (now - last < TELL_MS && left > 0)) return
    last = now
    process.stderr.write(`\r\u001b[Kmoved ${moved}, ${left} to go${left === 0 ? '\n' : ''}`)
  }
}
