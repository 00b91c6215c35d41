import { Secret, TOTP } from 'otpauth'

const secretBytes = 20
const periodSeconds = 30
/** Clocks of telephones are off by some seconds: the code before and the one after are right too. */
const tolerance = 1

/** A fresh secret as apps take it (base32, 160 bits). */
export function makeTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32
}

/** The address that a QR code holds (the key URI format of Google Authenticator, which all apps read). */
export function otpauthUrl(secret: string, email: string): string {
  return totpOf(secret, email).toString()
}

/** The step of time that a code of six digits belongs to (RFC 6238: SHA-1, 30 s), or null for a wrong one. */
export function stepOfCode(secret: string, code: string, at: Date): bigint | null {
  // Also keeps from the library what it would stumble over: digits of other scripts.
  if (!isCodeShaped(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp: at.getTime(), window: tolerance })
  return delta === null ? null : BigInt(Math.floor(at.getTime() / 1000 / periodSeconds) + delta)
}

export function isCodeShaped(code: string): boolean {
  return /^[0-9]{6}$/.test(code)
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Verso', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds })
}
