import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import type { PasskeyView } from '@verso/contract'
import { api } from '../../api/client.ts'

/** Has the browser make a passkey for who is signed in, and adds it to their account. */
export async function makePasskey(name: string): Promise<PasskeyView> {
  const optionsJSON = await api.post<PublicKeyCredentialCreationOptionsJSON>('/me/passkeys/options', {})
  const { startRegistration } = await import('@simplewebauthn/browser')
  return api.post<PasskeyView>('/me/passkeys/verify', { name, response: await startRegistration({ optionsJSON }) })
}
