const bytes = 32

/** The master secret that a text spells, or null when it isn't one: 32 bytes as base64url that look random. */
export function readSecret(text: string): Buffer | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return null
  const secret = Buffer.from(text, 'base64url')
  // Of 32 random bytes fewer than 16 differ about once in 10^18 times; samples, counters and repeated words do so mostly.
  return secret.length === bytes && new Set(secret).size >= 16 && !isSequence(secret) ? secret : null
}

/** 00 01 02 … and the like: all different, and known to everybody. */
function isSequence(secret: Buffer): boolean {
  const steps = new Set(secret.subarray(1).map((byte, index) => byte - (secret[index] ?? 0)))
  return steps.size <= 2
}
