import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** A server that ended without having been asked to. */
export interface Death {
  pid: number
  /** When it ended, or was last seen to run; by the machine's clock. */
  at: Temporal.Instant
  /** The signal that ended it, or its exit code; null where nobody watched. */
  how: string | null
}

/** What bin/prepare, which starts servers again, hands on about those that ended before this one. */
const watched = z.array(z.object({ pid: z.int(), at: z.string(), how: z.string() }))

/** How often a server shows that it is there, in milliseconds: by so much the time of its death is unsure. */
const SHOWN_EVERY = 10_000

/**
 * Notes in the data folder that this process is a server, until `end`; and finds the notes of those that
 * can have left theirs only by dying. Each is found until it is forgotten.
 *
 * The note of another machine, or container, that shares the folder is its own next server's to find.
 * @param told what GATEHOUSE_DIED says
 */
export async function noteRunning(
  data: string,
  told = process.env['GATEHOUSE_DIED'],
): Promise<{ deaths: Death[]; forget: (death: Death) => Promise<void>; end: () => Promise<void> }> {
  const folder = join(data, 'running')
  const noteOf = (pid: number) => join(folder, `${hostname()}.${pid}`)
  await mkdir(folder, { recursive: true })
  const existing = watched.parse(JSON.parse(told || '[]'))
  const deaths: Death[] = []
  for (const name of await readdir(folder)) {
    const pid = Number(name.slice(hostname().length + 1))
    if (join(folder, name) !== noteOf(pid) || isAlive(pid)) continue
    const { mtimeMs } = await stat(noteOf(pid))
    const { at, how } = existing.find((death) => death.pid === pid) ?? {}
    const seen = Temporal.Instant.fromEpochMilliseconds(Math.floor(mtimeMs))
    deaths.push({ pid, at: at ? Temporal.Instant.from(at) : seen, how: how ?? null })
  }
  const own = noteOf(process.pid)
  // Its time is when it was written last.
  const show = () => writeFile(own, 'A server runs.\n')
  await show()
  const shows = setInterval(() => void show().catch(() => undefined), SHOWN_EVERY).unref()
  return {
    deaths,
    forget: async ({ pid }) => {
      // In a container all have one number, and so one note.
      if (pid !== process.pid) await rm(noteOf(pid), { force: true })
    },
    end: async () => {
      clearInterval(shows)
      await rm(own, { force: true })
    },
  }
}

/** Whether a process other than this one has the number. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
