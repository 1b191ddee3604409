/** How much each bench makes, and how often it measures. */
export interface Sizes {
  /** Rounds of a load, and the seconds of each. */
  rounds: number
  seconds: number
  /** Rounds of what takes long: mass invitations, bills, sweeps. */
  longRounds: number
  /** Rounds of sign-ins that must look alike. */
  guesses: number
  /** Pairs of somebody known and somebody unknown, for each way in, after some that warm it up. */
  samples: number
  warming: number
  /** Who is listed, and how often each page is asked for. */
  people: number
  pages: number
  /** Portals to sweep among at first and in the end, and how many of them are due. */
  portals: readonly [few: number, many: number]
  due: number
  /** Clients of a mass invitation. */
  clients: number
  /** Portals of a partner that is billed. */
  billed: number
  /** How long twenty people use it, and how long each looks at a page. */
  mixedMinutes: number
  mixedPaceMs: number
  /** A file that is sent and taken, how often, and how often it is cut off. */
  fileMb: number
  fileRounds: number
  fileCuts: number
  /** Slow uploads at once, how long they have to begin, and how many requests of others are timed. */
  slowUploads: number
  slowSettleMs: number
  slowAsked: number
  /** Subscriptions that renew in one night. */
  renewals: number
}

const WHOLE: Sizes = {
  rounds: 5,
  seconds: 4,
  longRounds: 3,
  guesses: 40,
  samples: 1000,
  warming: 20,
  people: 1_000_000,
  pages: 300,
  portals: [10_000, 1_000_000],
  due: 1000,
  clients: 100_000,
  billed: 20_000,
  mixedMinutes: 60,
  mixedPaceMs: 2000,
  fileMb: 512,
  fileRounds: 3,
  fileCuts: 10,
  slowUploads: 1000,
  slowSettleMs: 8000,
  slowAsked: 200,
  renewals: 100_000,
}

/** Shows that every bench still runs; what it says of speed is worth nothing. */
const SMALL: Sizes = {
  rounds: 1,
  seconds: 0.3,
  longRounds: 2,
  guesses: 4,
  samples: 2,
  warming: 1,
  people: 200,
  pages: 2,
  portals: [100, 200],
  due: 20,
  clients: 20,
  billed: 5,
  mixedMinutes: 0.05,
  mixedPaceMs: 100,
  fileMb: 4,
  fileRounds: 1,
  fileCuts: 2,
  slowUploads: 5,
  slowSettleMs: 100,
  slowAsked: 5,
  renewals: 40,
}

const {
  BENCH_SMALL,
  BENCH_ROUNDS,
  BENCH_SECONDS,
  BENCH_CLIENTS,
  BENCH_PORTALS,
  BENCH_MINUTES,
  BENCH_FILE_MB,
  BENCH_UPLOADS,
  BENCH_RENEWALS,
} = process.env
export const isSmall = Boolean(BENCH_SMALL)
const chosen = isSmall ? SMALL : WHOLE

export const sizes: Sizes = {
  ...chosen,
  rounds: Number(BENCH_ROUNDS ?? chosen.rounds),
  longRounds: Number(BENCH_ROUNDS ?? chosen.longRounds),
  seconds: Number(BENCH_SECONDS ?? chosen.seconds),
  clients: Number(BENCH_CLIENTS ?? chosen.clients),
  billed: Number(BENCH_PORTALS ?? chosen.billed),
  mixedMinutes: Number(BENCH_MINUTES ?? chosen.mixedMinutes),
  fileMb: Number(BENCH_FILE_MB ?? chosen.fileMb),
  fileRounds: Number(BENCH_ROUNDS ?? chosen.fileRounds),
  slowUploads: Number(BENCH_UPLOADS ?? chosen.slowUploads),
  renewals: Number(BENCH_RENEWALS ?? chosen.renewals),
}
