import { seal, unseal } from '../../secrets.ts'

/** What a browser keeps of a sign-in by a provider, under a seal: nobody reads or makes one, and no table grows by asking. */
export type BegunSignIn = { provider: string; endsAt: number } & (
  | { step: 'sent'; state: string; nonce: string; verifier: string }
  /** Somebody who is signed in wants to come by the provider too. */
  | { step: 'linking'; userId: string; state: string; nonce: string; verifier: string }
  /** The provider has vouched for them; the code of their second factor is missing. */
  | { step: 'vouched'; userId: string }
)

const minutes = 10
const label = Buffer.from('begun sign-in', 'utf8')

export function endOfBegun(now: Date): Date {
  return new Date(now.getTime() + minutes * 60_000)
}

export function sealBegun(key: Buffer, begun: BegunSignIn): string {
  return seal(key, Buffer.from(JSON.stringify(begun), 'utf8'), label).toString('base64url')
}

/** Null for what isn't one, is another provider's, or is too old. */
export function openBegun(key: Buffer, text: string | null, { provider, now }: { provider: string; now: Date }): BegunSignIn | null {
  try {
    const begun = JSON.parse(unseal(key, Buffer.from(text ?? '', 'base64url'), label).toString('utf8')) as BegunSignIn
    return begun.provider === provider && begun.endsAt > now.getTime() ? begun : null
  } catch {
    return null
  }
}
