import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

interface Ways {
  origin?: string
  rpId?: string
  /** Whether it has made sure who uses it. */
  isUserVerified?: boolean
  counter?: number
  /** The kind of ceremony that it says this is. */
  type?: string
}

export interface SoftPasskey {
  /** The answer to options for adding it. */
  make: (options: { challenge: string }, ways?: Ways) => object
  /** The answer to options for signing in. */
  use: (options: { challenge: string }, ways?: Ways) => object
}

const present = 0x01
const verified = 0x04
const hasCredential = 0x40

/** A passkey in memory that follows the Web Authentication standard (ES256, no attestation), or departs from it as it is told. */
export function aPasskey({ origin = 'http://localhost:4000', rpId = 'localhost' } = {}): SoftPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const names = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {} }
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  // CBOR by hand: { 1: 2, 3: -7, -1: 1, -2: x, -3: y }
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])

  function authenticatorData(flags: number, { isUserVerified = true, counter = 0, rpId: own = rpId }: Ways): Buffer {
    const head = Buffer.alloc(5)
    head.writeUInt8(present | (isUserVerified ? verified : 0) | flags)
    head.writeUInt32BE(counter, 1)
    return Buffer.concat([createHash('sha256').update(own).digest(), head])
  }

  function clientData(type: string, challenge: string, ways: Ways): Buffer {
    return Buffer.from(JSON.stringify({ type: ways.type ?? type, challenge, origin: ways.origin ?? origin, crossOrigin: false }))
  }

  return {
    make({ challenge }, ways = {}) {
      const idLength = Buffer.from([0, id.length])
      const data = Buffer.concat([authenticatorData(hasCredential, ways), Buffer.alloc(16), idLength, id, coseKey])
      // CBOR by hand: { fmt: "none", attStmt: {}, authData: data }
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge, ways).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      }
      return { ...names, response }
    },
    use({ challenge }, ways = {}) {
      const data = authenticatorData(0, ways)
      const client = clientData('webauthn.get', challenge, ways)
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), privateKey)
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      }
      return { ...names, response }
    },
  }
}
