import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const KEY = Buffer.alloc(32, 7).toString('base64')

const problems = (env: Record<string, string>): string => {
  try {
    readConfig(env)
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
}

describe('the environment', () => {
  it('may be empty: a sandbox on port 3000', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      mode: 'sandbox',
      url: new URL('http://localhost:3000'),
    })
  })

  it('takes a variable set to nothing as not set', () => {
    expect(readConfig({ PORT: '', SMTP_URL: '', DATABASE_URL: '' })).toMatchObject({ port: 3000 })
  })

  it.each([
    ['PORT', '0', 'a number from 1 to 65535'],
    ['PORT', 'http', 'a number from 1 to 65535'],
    ['PORT', '65536', 'a number from 1 to 65535'],
    ['GATEHOUSE_MODE', 'prod', 'sandbox, production'],
    ['DATABASE_URL', 'mysql://x', 'postgres://'],
    ['GATEHOUSE_URL', 'portals.example.com', 'https://portals.example.com'],
    ['GATEHOUSE_NAME', '  ', 'a line of at most 60 characters'],
    ['SMTP_URL', 'mail.example.com', 'smtp://'],
    ['GATEHOUSE_PROXIES', '10.0.0.1, proxy', '172.16.0.0/12'],
    ['GATEHOUSE_PAGE_WRITES', '0', 'a number from 1 to 999999'],
    ['GATEHOUSE_FILES_GB', '1.5', 'a number from 1 to 100000'],
    ['GATEHOUSE_FILES_GB', '100001', 'a number from 1 to 100000'],
    ['GATEHOUSE_TRY', 'yes', 'on, off'],
    ['GATEHOUSE_STRIPE_HOST', '127.0.0.1:12111', 'http://127.0.0.1:12111'],
    ['GATEHOUSE_SCANNER', 'clamav', 'ClamAV’s socket such as'],
    ['GATEHOUSE_SCANNER', 'clamav:0', 'ClamAV’s socket such as'],
    ['GATEHOUSE_KEYS', 'ftp://keys.example/bucket', 'a folder, or a bucket’s address'],
    ['GATEHOUSE_KEYS', 'https://keys.example', 'a folder, or a bucket’s address'],
  ])('names %s, what was found (%s) and what is allowed', (name, found, allowed) => {
    const said = problems({ [name]: found })
    expect(said).toContain(`${name}: found "${found}"; allowed:`)
    expect(said).toContain(allowed)
  })

  it('keeps keys in a folder, or in a bucket with who may use it', () => {
    expect(readConfig({ GATEHOUSE_DATA: '/var/gate' }).keys).toBe('/var/gate/keys')
    expect(readConfig({ GATEHOUSE_KEYS: '/var/keys' }).keys).toBe('/var/keys')
    const bucket = { GATEHOUSE_KEYS: 'https://s3.example/bucket/gate', AWS_ACCESS_KEY_ID: 'id' }
    expect(problems(bucket)).toMatch(/AWS_SECRET_ACCESS_KEY: found nothing/)
    expect(readConfig({ ...bucket, AWS_SECRET_ACCESS_KEY: 'secret' }).keys).toEqual({
      url: new URL('https://s3.example/bucket/gate'),
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      region: 'us-east-1',
    })
  })

  it('sends no keys of Stripe anywhere without TLS in production', () => {
    const env = { GATEHOUSE_STRIPE_HOST: 'http://127.0.0.1:12111' }
    expect(readConfig(env).stripeAt).toEqual(new URL('http://127.0.0.1:12111'))
    const production = { GATEHOUSE_MASTER_KEY: KEY, GATEHOUSE_URL: 'https://p.example' }
    expect(problems({ ...env, ...production, GATEHOUSE_MODE: 'production' })).toBe(
      'GATEHOUSE_STRIPE_HOST: found an address without TLS; production sends no keys to one',
    )
  })

  it('trusts the proxies that are named, and none otherwise', () => {
    const trusts = (GATEHOUSE_PROXIES: string, address: string) =>
      readConfig({ GATEHOUSE_PROXIES }).proxies.check(address)
    expect(trusts('10.0.0.1, 172.16.0.0/12', '172.20.1.1')).toBe(true)
    expect(trusts('10.0.0.1 172.16.0.0/12', '10.0.0.2')).toBe(false)
    expect(trusts('', '127.0.0.1')).toBe(false)
  })

  it('lets visitors start portals in a sandbox, and in production where it is said', () => {
    const production = {
      GATEHOUSE_MODE: 'production',
      GATEHOUSE_MASTER_KEY: KEY,
      GATEHOUSE_URL: 'https://p.example',
    }
    expect(readConfig({}).openToVisitors).toBe(true)
    expect(readConfig({ GATEHOUSE_TRY: 'off' }).openToVisitors).toBe(false)
    expect(readConfig(production).openToVisitors).toBe(false)
    expect(readConfig({ ...production, GATEHOUSE_TRY: 'on' }).openToVisitors).toBe(true)
  })

  it('never repeats a master key that is wrong', () => {
    expect(problems({ GATEHOUSE_MASTER_KEY: 'hunter2' })).toMatch(
      /^GATEHOUSE_MASTER_KEY: (?!.*hunter2).*32 bytes/,
    )
  })

  it('demands a key and an address of production, and says both at once', () => {
    expect(problems({ GATEHOUSE_MODE: 'production' }).split('\n')).toEqual([
      expect.stringMatching(/^GATEHOUSE_MASTER_KEY: found nothing; production demands/),
      expect.stringMatching(/^GATEHOUSE_URL: found nothing; production demands/),
    ])
    expect(
      readConfig({
        GATEHOUSE_MODE: 'production',
        GATEHOUSE_MASTER_KEY: KEY,
        GATEHOUSE_URL: 'https://p.example',
      }),
    ).toMatchObject({ mode: 'production', masterKey: Buffer.alloc(32, 7) })
  })
})
