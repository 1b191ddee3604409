import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

interface Options {
  challenge: string
  rp?: { id: string }
  rpId?: string
  user?: { id: string }
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest()

/** As much CBOR as an attestation needs: short texts, bytes, small integers and maps. */
function cbor(value: number | string | Buffer | Map<unknown, unknown>): Buffer {
  const head = (major: number, n: number) =>
    n < 24
      ? Buffer.of((major << 5) | n)
      : n < 256
        ? Buffer.of((major << 5) | 24, n)
        : Buffer.of((major << 5) | 25, n >> 8, n & 255)
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const pairs = [...value].flatMap(([key, held]) => [cbor(key as string), cbor(held as string)])
  return Buffer.concat([head(5, value.size), ...pairs])
}

/** A passkey in software: what a telephone does when somebody puts their finger on it. */
export class Authenticator {
  readonly #keys = new Map<string, { key: KeyObject; user: string; host: string }>()
  counter = 0
  /** What it says of whoever holds it: present, and shown to be themselves by finger or PIN. */
  verified = true

  /** Makes a passkey for whoever a page's options say. */
  create(options: Options, origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const id = randomBytes(24)
    const host = options.rp!.id
    this.#keys.set(id.toString('base64url'), { key: privateKey, user: options.user!.id, host })
    const { x, y } = publicKey.export({ format: 'jwk' })
    const cose = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x!, 'base64url')],
      [-3, Buffer.from(y!, 'base64url')],
    ])
    const data = Buffer.concat([
      this.#data(host, 0x40),
      Buffer.alloc(16),
      Buffer.of(0, id.length),
      id,
      cbor(cose),
    ])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', data],
    ])
    return answer(id.toString('base64url'), {
      clientDataJSON: clientData('webauthn.create', options, origin),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    })
  }

  /** Signs with the passkey it has for the host; there is one in these tests. */
  get(options: Options, origin: string) {
    const [id, held] =
      [...this.#keys].find(([, { host }]) => host === options.rpId) ?? [...this.#keys][0]!
    const data = this.#data(options.rpId!, 0)
    const client = clientData('webauthn.get', options, origin)
    const signed = Buffer.concat([data, sha256(Buffer.from(client, 'base64url'))])
    return answer(id, {
      clientDataJSON: client,
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', signed, held.key).toString('base64url'),
      userHandle: held.user,
    })
  }

  #data(host: string, flags: number): Buffer {
    this.counter++
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([
      sha256(host),
      Buffer.of(0x01 | (this.verified ? 0x04 : 0) | flags),
      counter,
    ])
  }
}

const answer = <R>(id: string, response: R) => ({
  id,
  rawId: id,
  type: 'public-key' as const,
  response,
})

const clientData = (type: string, { challenge }: Options, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url')
