import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/** Addresses and networks, such as `10.0.0.7` and `172.16.0.0/12`. @throws where one is neither */
export function networks(written: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of written) {
    const [address = '', bits, ...more] = text.split('/')
    const family = isIP(address)
    const widest = family === 4 ? 32 : 128
    const narrowed = bits === undefined ? widest : Number(bits)
    if (!family || more.length > 0 || !/^\d{1,3}$/.test(bits ?? '0') || narrowed > widest)
      throw new RangeError(text)
    list.addSubnet(address, narrowed, family === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}

/**
 * Who really asks. The connection's own address, unless that is a proxy we were told to trust: then the
 * right-most address that no such proxy has. What stands left of it is the visitor's own to write.
 * @param forwarded `X-Forwarded-For`, as it came
 */
export function clientAddress(
  connection: string | undefined,
  forwarded: string | undefined,
  proxies: BlockList,
): string | undefined {
  let client = connection && plain(connection)
  if (client === undefined || !isTrusted(proxies, client)) return client
  for (const hop of (forwarded ?? '').split(',').toReversed()) {
    const address = plain(hop)
    // What is not an address was not written by a proxy of ours: go no further left.
    if (!isIP(address)) break
    client = address
    if (!isTrusted(proxies, address)) break
  }
  return client
}

/** Whether this is a proxy we were told to trust. */
export const isTrusted = (proxies: BlockList, address: string) =>
  isIP(address) !== 0 && proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')

/** Without brackets, port or zone; an address of the old kind written as one of the new is of the old. */
const plain = (written: string): string =>
  written
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .toLowerCase()

/**
 * What counts as one network where visitors are counted: an IPv4 address, or the /64 of an IPv6 one,
 * since whoever has one address of it has them all.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...after]
  const first = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${first.join(':')}::/64`
}
