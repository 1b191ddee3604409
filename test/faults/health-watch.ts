import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/**
 * Asks after a server's health at a fixed pace, whether or not it has answered the time before, and looks
 * at its memory. A thread of its own, so that whoever attacks meanwhile does not delay it. Told to end,
 * it tells what it has seen.
 */
const { port, pid, paths } = workerData as { port: number; pid: number; paths: string[] }

const EVERY_MS = 25

const seen = {
  answers: [] as number[],
  ours: [] as number[],
  failed: [] as string[],
  residentMb: 0,
}
let under = 0

/**
 * Milliseconds for which the server's one thread or this one would have run, and other programs had the processors.
 * What an answer took without them is the server's own: it is the same beside whatever else this machine does.
 */
const keptWaitingMs = (): number =>
  [`/proc/${pid}/schedstat`, '/proc/thread-self/schedstat']
    .map((path) => Number(readFileSync(path, 'utf8').split(' ')[1]) / 1e6)
    .reduce((all, ms) => all + ms)

function ask(path: string): void {
  const asked = performance.now()
  const before = keptWaitingMs()
  under++
  const answered = (failure?: string) => {
    under--
    const took = performance.now() - asked
    seen.answers.push(took)
    seen.ours.push(took - (keptWaitingMs() - before))
    if (failure) seen.failed.push(failure)
  }
  get({ port, host: '127.0.0.1', path, agent: false }, (answer) => {
    answer.resume().on('end', () => {
      answered(answer.statusCode === 200 ? undefined : `${path} ${answer.statusCode}`)
    })
  }).on('error', (error) => answered(`${path} ${error.message}`))
}

const asking = setInterval(() => {
  for (const path of paths) ask(path)
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  seen.residentMb = Math.max(seen.residentMb, Number(kilobytes) / 1024)
  parentPort!.postMessage({ answers: seen.answers.length }, [])
}, EVERY_MS)

parentPort!.once('message', () => {
  clearInterval(asking)
  const ending = setInterval(() => {
    if (under > 0) return
    clearInterval(ending)
    parentPort!.postMessage({ seen }, [])
  }, 5)
})
