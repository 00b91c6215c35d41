import { deriveKey } from '../secrets.ts'
import {
  type CodeLimits,
  createCodeLimits,
  createAddressLimits,
  createSignInLimits,
  type AddressLimits,
  type SignInLimits,
  type SignInRate,
} from './sign-in-limits.ts'

/** What proofs of who somebody is are checked with, and how often they may fail. One for each process. */
export interface Guard {
  passwords: SignInLimits
  codes: CodeLimits
  links: AddressLimits
  passkeys: AddressLimits
  /** Seals the secrets of second factors. */
  factorKey: Buffer
  /** Signs challenges of passkeys. */
  passkeyKey: Buffer
}

export function createGuard(now: () => Date, secret: Buffer, rate?: SignInRate): Guard {
  return {
    passwords: createSignInLimits(now, rate),
    codes: createCodeLimits(now),
    links: createAddressLimits(now),
    passkeys: createAddressLimits(now),
    factorKey: deriveKey(secret, 'second-factors'),
    passkeyKey: deriveKey(secret, 'passkeys'),
  }
}
