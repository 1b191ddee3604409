import type { BlockList } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { networks } from './kit/http/address.ts'
import type { S3Place } from './kit/s3.ts'
import type { ScannerAt } from './kit/scanner.ts'

/** The environment, parsed once. */
export interface Config {
  port: number
  /** Absolute path of the folder that holds everything not in the database. */
  data: string
  /** Where portals' wrapped keys lie: an absolute path, or a bucket. */
  keys: string | S3Place
  /** Where contents of files lie: an absolute path, or a bucket, to which they move on from the data folder. */
  files: string | S3Place
  /** Room for the files of each portal, unless its provider says otherwise. */
  filesGb: number
  /** Where a virus scanner listens; undefined means none. */
  scanner?: ScannerAt
  /** Owner's address of an external PostgreSQL; undefined means the embedded one. */
  databaseUrl?: string
  mode: 'sandbox' | 'production'
  /** 32 bytes; undefined (sandbox only) means a key file in the data folder. */
  masterKey?: Buffer
  /** Where the console answers; portals are at `<slug>.` of its host. */
  url: URL
  /** What the installation is called: in its console, and in mails and bills that are no portal's. */
  name: string
  smtpUrl?: string
  /** Where Stripe's API is asked instead of api.stripe.com; for tests. */
  stripeAt?: URL
  /** Absolute path of a sorted file of SHA-1 hashes of passwords that were stolen elsewhere. */
  breached?: string
  /** Whose word on who forwards a request is taken. */
  proxies: BlockList
  /** Whether visitors may start portals of their own. */
  openToVisitors: boolean
  apiRequestsPerMinute: number
  pageWritesPerMinute: number
  /** Mails of bulk jobs, of all portals together. */
  mailsPerMinute: number
}

const allowed = (text: string) => ({
  error: (issue: { input?: unknown }) => `found ${JSON.stringify(issue.input)}; allowed: ${text}`,
})

const address = (protocols: string[], example: string) =>
  z
    .string()
    .refine(
      (value) => protocols.includes(URL.parse(value)?.protocol ?? ''),
      allowed(`an address such as ${example}`),
    )

const proxies = z.string().transform((text, context) => {
  try {
    return networks(text.split(/[\s,]+/).filter(Boolean))
  } catch {
    const message = `found ${JSON.stringify(text)}; allowed: addresses and networks such as 10.0.0.7, 172.16.0.0/12`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
})

/** Where a daemon listens: `unix:/path` or `host:port`; null where it is neither. */
function scannerOf(value: string): ScannerAt | null {
  const [, path] = /^unix:(\/.+)$/.exec(value) ?? []
  if (path !== undefined) return { path }
  const [, host = '', port = ''] = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(value) ?? []
  return host && +port >= 1 && +port <= 65535
    ? { host: host.replace(/^\[(.+)\]$/, '$1'), port: Number(port) }
    : null
}

const isAddress = (value: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(value)

/** The address of a bucket; null where it is none. Who may use it stands elsewhere. */
function bucketOf(value: string): URL | null {
  const url = URL.parse(value)
  return url &&
    /^https?:$/.test(url.protocol) &&
    url.pathname.length > 1 &&
    !url.username &&
    !url.search
    ? url
    : null
}

const place = z
  .string()
  .refine(
    (value) => !isAddress(value) || bucketOf(value) !== null,
    allowed('a folder, or a bucket’s address such as https://s3.example.com/bucket/prefix'),
  )

const environment = z.object({
  PORT: z
    .string()
    .refine(
      (value) => /^\d{1,5}$/.test(value) && +value >= 1 && +value <= 65535,
      allowed('a number from 1 to 65535'),
    )
    .default('3000'),
  GATEHOUSE_DATA: z.string().default('./data'),
  GATEHOUSE_KEYS: place.optional(),
  GATEHOUSE_FILES: place.optional(),
  GATEHOUSE_FILES_GB: z
    .string()
    .refine(
      (value) => /^[1-9]\d{0,5}$/.test(value) && +value <= 100_000,
      allowed('a number from 1 to 100000'),
    )
    .default('100'),
  GATEHOUSE_SCANNER: z
    .string()
    .refine(
      (value) => scannerOf(value) !== null,
      allowed('ClamAV’s socket such as unix:/run/clamav/clamd.ctl, or host:port'),
    )
    .optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_REGION: z.string().default('us-east-1'),
  DATABASE_URL: address(
    ['postgres:', 'postgresql:'],
    'postgres://owner:secret@host:5432/gatehouse',
  ).optional(),
  GATEHOUSE_MODE: z
    .enum(['sandbox', 'production'], allowed('sandbox, production'))
    .default('sandbox'),
  GATEHOUSE_MASTER_KEY: z
    .string()
    .refine((value) => /^[A-Za-z0-9+/]{43}=$/.test(value), {
      error:
        'found a value that is not 32 bytes in base64; allowed: the output of `openssl rand -base64 32`',
    })
    .optional(),
  GATEHOUSE_URL: address(['http:', 'https:'], 'https://portals.example.com').optional(),
  GATEHOUSE_NAME: z
    .string()
    .refine(
      // oxlint-disable-next-line no-control-regex
      (value) => value.trim() !== '' && value.length <= 60 && !/[\u0000-\u001f\u007f]/.test(value),
      allowed('a line of at most 60 characters'),
    )
    .default('Gatehouse'),
  GATEHOUSE_API_REQUESTS: z
    .string()
    .refine((value) => /^[1-9]\d{0,6}$/.test(value), allowed('a number from 1 to 9999999'))
    .default('3000'),
  GATEHOUSE_PAGE_WRITES: z
    .string()
    .refine((value) => /^[1-9]\d{0,5}$/.test(value), allowed('a number from 1 to 999999'))
    .default('120'),
  GATEHOUSE_MAILS: z
    .string()
    .refine((value) => /^[1-9]\d{0,5}$/.test(value), allowed('a number from 1 to 999999'))
    .default('3000'),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtp://user:secret@host:587').optional(),
  GATEHOUSE_STRIPE_HOST: address(['http:', 'https:'], 'http://127.0.0.1:12111').optional(),
  GATEHOUSE_BREACHED: z.string().optional(),
  GATEHOUSE_PROXIES: proxies.prefault(''),
  GATEHOUSE_TRY: z.enum(['on', 'off'], allowed('on, off')).optional(),
})

/** What is wrong with the environment, a line per variable. */
export class ConfigError extends Error {}

/**
 * Reads the environment; a variable set to nothing counts as not set.
 * @throws ConfigError naming each variable, what was found and what is allowed.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(set)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)
  if (set['GATEHOUSE_MODE'] === 'production') {
    if (!set['GATEHOUSE_MASTER_KEY'])
      problems.push(
        'GATEHOUSE_MASTER_KEY: found nothing; production demands the output of `openssl rand -base64 32`',
      )
    if (!set['GATEHOUSE_URL'])
      problems.push(
        'GATEHOUSE_URL: found nothing; production demands the address people use, such as https://portals.example.com',
      )
    if (set['GATEHOUSE_STRIPE_HOST']?.startsWith('http:'))
      problems.push(
        'GATEHOUSE_STRIPE_HOST: found an address without TLS; production sends no keys to one',
      )
  }
  const inBucket = ['GATEHOUSE_KEYS', 'GATEHOUSE_FILES'].find((name) => bucketOf(set[name] ?? ''))
  for (const name of inBucket ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] : [])
    if (!set[name])
      problems.push(`${name}: found nothing; ${inBucket} names a bucket, which demands it`)
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems.join('\n'))
  const { data: e } = parsed
  const placed = (value: string | undefined, folder: string): string | S3Place => {
    const url = bucketOf(value ?? '')
    return url === null
      ? resolve(value ?? join(e.GATEHOUSE_DATA, folder))
      : {
          url,
          accessKeyId: e.AWS_ACCESS_KEY_ID!,
          secretAccessKey: e.AWS_SECRET_ACCESS_KEY!,
          region: e.AWS_REGION,
        }
  }
  return {
    port: Number(e.PORT),
    data: resolve(e.GATEHOUSE_DATA),
    keys: placed(e.GATEHOUSE_KEYS, 'keys'),
    files: placed(e.GATEHOUSE_FILES, 'files'),
    filesGb: Number(e.GATEHOUSE_FILES_GB),
    scanner: (e.GATEHOUSE_SCANNER && scannerOf(e.GATEHOUSE_SCANNER)) || undefined,
    databaseUrl: e.DATABASE_URL,
    mode: e.GATEHOUSE_MODE,
    masterKey: e.GATEHOUSE_MASTER_KEY ? Buffer.from(e.GATEHOUSE_MASTER_KEY, 'base64') : undefined,
    url: new URL(e.GATEHOUSE_URL ?? `http://localhost:${e.PORT}`),
    name: e.GATEHOUSE_NAME.trim(),
    smtpUrl: e.SMTP_URL,
    stripeAt: e.GATEHOUSE_STRIPE_HOST ? new URL(e.GATEHOUSE_STRIPE_HOST) : undefined,
    breached: e.GATEHOUSE_BREACHED && resolve(e.GATEHOUSE_BREACHED),
    proxies: e.GATEHOUSE_PROXIES,
    openToVisitors: (e.GATEHOUSE_TRY ?? (e.GATEHOUSE_MODE === 'sandbox' ? 'on' : 'off')) === 'on',
    apiRequestsPerMinute: Number(e.GATEHOUSE_API_REQUESTS),
    pageWritesPerMinute: Number(e.GATEHOUSE_PAGE_WRITES),
    mailsPerMinute: Number(e.GATEHOUSE_MAILS),
  }
}
