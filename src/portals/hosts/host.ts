import { domainToASCII } from 'node:url'
import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'

/** Names that people or programs would take for the installation's own. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  `about abuse account accounts admin administrator api app apps assets auth billing blog cdn console
   dashboard demo dev dns docs download downloads email ftp gatehouse git health help host hosts imap
   info internal invoice invoices legal login mail mailer metrics mx news noreply no-reply ns ns1 ns2
   oauth operator partner partners pay payment payments pop pop3 portal portals postmaster press
   privacy proxy public register root secure security shop sign-in sign-up signin signup smtp ssl
   sso staff static status store support sysadmin system terms test tls webmail webhooks webmaster
   welcome www www1 www2`.split(/\s+/),
)

/** The portal's name in its address: a label of DNS. Two hyphens in a row are left to IDNA. */
const SLUG = /^(?=.{3,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .refine((text) => SLUG.test(text), because('slug'))

/**
 * Slugs to try for a portal of that name, the nicest first; the last is nobody else's.
 * @param portal row id
 */
export function proposedSlugs(name: string, portal: string): string[] {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    // A long one ends between two words, where that leaves enough of it.
    .replace(/^(?=.{33})(.{8,32})-.*$/, '$1')
    .slice(0, 32)
    .replace(/-$/, '')
  const named = plain.length >= 3 && !RESERVED_SLUGS.has(plain)
  const base = named || !plain ? plain : `portal-${plain}`
  const last = `${base || 'portal'}-${show('portal', portal).slice(-6)}`
  return base ? [base, `${base}-2`, `${base}-3`, last] : [last]
}

/** Where a portal of that slug answers. */
export const hostOfSlug = (slug: string, { url }: { url: URL }): string => `${slug}.${url.hostname}`

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/** A host name in ASCII: lower case, two labels or more, no address in numbers. */
export const hostName = z
  .string()
  .trim()
  .max(253)
  // Of an address it would take the host alone, and what was meant is not for us to guess.
  .refine((text) => !/[\s/?#@:%\\[\]]/.test(text), because('host'))
  .transform((text) => domainToASCII(text.toLowerCase().replace(/\.$/, '')))
  .refine((host) => {
    const labels = host.split('.')
    return (
      host.length <= 253 &&
      labels.length >= 2 &&
      labels.every((label) => LABEL.test(label)) &&
      /[a-z]/.test(labels.at(-1)!)
    )
  }, because('host'))

/** The installation's host and all below it are given out by slug. */
export const belongsToInstallation = (host: string, { url }: { url: URL }): boolean =>
  host === url.hostname || host.endsWith(`.${url.hostname}`)

/** As the audit trail calls it. */
export const HOST = { host: { en: 'Address', es: 'Dirección' } }
