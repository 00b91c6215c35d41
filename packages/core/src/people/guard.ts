import type { Store } from '@verso/data'
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
  /** Sign-ins by providers, each of which makes this server ask another one. */
  providers: AddressLimits
  /** Seals the secrets of second factors. */
  factorKey: Buffer
  /** Signs challenges of passkeys. */
  passkeyKey: Buffer
  /** Seals the secrets of providers, and what a browser keeps of a sign-in that is on its way. */
  providerKey: Buffer
}

interface GuardBase {
  /** Not one that is bound to a transaction: what has failed stays counted when all else is undone. */
  store: Pick<Store, 'failedTries'>
  now: () => Date
}

export function createGuard(base: GuardBase, secret: Buffer, rate?: SignInRate): Guard {
  return {
    passwords: createSignInLimits(base, rate),
    codes: createCodeLimits(base),
    links: createAddressLimits(base, 'links'),
    passkeys: createAddressLimits(base, 'passkeys'),
    providers: createAddressLimits(base, 'providers'),
    factorKey: deriveKey(secret, 'second-factors'),
    passkeyKey: deriveKey(secret, 'passkeys'),
    providerKey: deriveKey(secret, 'identity-providers'),
  }
}
