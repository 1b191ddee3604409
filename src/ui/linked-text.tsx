/** Ends at a blank, a quote, an angle bracket, or a character that turns the reading direction round. */
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gi

/** Of one text; further addresses stay text. A page of messages that are nothing else is megabytes. */
export const MOST_LINKS = 100

const TRAILING = '.,;:!?*_~…»”’'
const OPENING: Record<string, string> = { ')': '(', ']': '[' }

/**
 * Plain text in which http and https addresses can be followed; everything else stays as it was
 * typed. An address that names a user, as in `https://bank.example@elsewhere.example`, stays text,
 * since it is made to be misread.
 */
export function LinkedText({ text }: { text: string }) {
  const parts = []
  let links = 0
  let from = 0
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = match.slice(0, endOf(match))
    if (!leadsWhereItSays(address)) continue
    if (++links > MOST_LINKS) break
    parts.push(text.slice(from, index))
    parts.push(
      <a href={address} target="_blank" rel="noopener noreferrer nofollow">
        {address}
      </a>,
    )
    from = index + address.length
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}

/** Where an address ends and its sentence goes on: before its full stop and brackets it did not open. */
function endOf(match: string): number {
  const count = (letter: string) => match.split(letter).length - 1
  const surplus: Record<string, number> = Object.fromEntries(
    Object.entries(OPENING).map(([closing, opening]) => [closing, count(closing) - count(opening)]),
  )
  let end = match.length
  for (;;) {
    const last = match[end - 1] ?? ''
    if ((surplus[last] ?? 0) > 0) surplus[last]!--
    else if (!last || !TRAILING.includes(last)) return end
    end--
  }
}

function leadsWhereItSays(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password
}
