/** Addresses of callers: the network one belongs to, and whether it stands on a list. */
import { BlockList, isIP, isIPv4 } from 'node:net'

/** What failed tries are counted by: an IPv4 address, or the /64 that one household or office is given in IPv6. */
export function networkOf(address: string): string {
  const plain = plainAddress(address)
  if (!plain) return 'unknown'
  return isIPv4(plain) ? plain : `${groupsOf(plain).slice(0, 4).join(':')}::/64`
}

/** Whether a caller may come from here: an empty list lets everybody in. */
export function isOnList(list: readonly string[], address: string | null): boolean {
  if (list.length === 0) return true
  const plain = address && plainAddress(address)
  if (!plain) return false
  return blockOf(list).check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}

/** An address such as 203.0.113.7, or a network such as 2001:db8::/32. */
export function isNetwork(text: string): boolean {
  const [address = '', size, ...more] = text.split('/')
  const kind = isIP(address)
  if (!kind || more.length > 0) return false
  return size === undefined || (/^\d{1,3}$/.test(size) && Number(size) <= (kind === 4 ? 32 : 128))
}

function blockOf(list: readonly string[]): BlockList {
  const block = new BlockList()
  for (const entry of list) {
    const [address = '', size] = entry.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (size === undefined) block.addAddress(address, family)
    else block.addSubnet(address, Number(size), family)
  }
  return block
}

/** One way of writing each address: IPv4 in IPv6 becomes IPv4, a zone falls off; null when it is no address. */
function plainAddress(address: string): string | null {
  const bare = address.replace(/%.*$/, '')
  if (isIPv4(bare)) return bare
  if (isIP(bare) !== 6) return null
  const groups = groupsOf(bare)
  if (!groups.slice(0, 5).every((group) => group === '0') || groups[5] !== 'ffff') return bare
  const [high, low] = [Number.parseInt(groups[6]!, 16), Number.parseInt(groups[7]!, 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The eight groups of an IPv6 address, without leading zeros; the URL parser writes every form in one way. */
function groupsOf(address: string): string[] {
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = short.split('::')
  const before = head ? head.split(':') : []
  const after = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(gap).fill('0'), ...after]
}
