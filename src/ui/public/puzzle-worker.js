// Looks for the numbers that, behind the challenge, each give a SHA-256 with enough zero bits. By hand,
// since the browser's own digest is there on https only, and answers one at a time.

const primes = []
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n)
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0
const K = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
const START = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))

const W = new Int32Array(64)
const turn = (x, n) => (x >>> n) | (x << (32 - n))

function compress(state, bytes, offset) {
  for (let i = 0; i < 16; i++) {
    const at = offset + i * 4
    W[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
  }
  for (let i = 16; i < 64; i++) {
    const early = W[i - 15]
    const late = W[i - 2]
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] += a
  state[1] += b
  state[2] += c
  state[3] += d
  state[4] += e
  state[5] += f
  state[6] += g
  state[7] += h
}

const state = new Int32Array(8)

/** The first 32 bits of the digest of text in ASCII; a puzzle asks for no more zeros than that. */
function digestStart(text) {
  const length = text.length
  const bytes = new Uint8Array(((length + 72) >> 6) << 6)
  for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i)
  bytes[length] = 0x80
  new DataView(bytes.buffer).setUint32(bytes.length - 4, length * 8)
  state.set(START)
  for (let offset = 0; offset < bytes.length; offset += 64) compress(state, bytes, offset)
  return state[0]
}

onmessage = ({ data: { challenge, bits, parts } }) => {
  const numbers = []
  while (numbers.length < parts) {
    const start = `${challenge}:${numbers.length}:`
    let number = 0
    while (Math.clz32(digestStart(start + number)) < bits) number++
    numbers.push(number)
    postMessage(numbers)
  }
}
