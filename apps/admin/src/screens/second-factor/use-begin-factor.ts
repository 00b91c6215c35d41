import { useMutation } from '@tanstack/react-query'
import type { BegunSecondFactor } from '@verso/contract'
import { api } from '../../api/client.ts'

/** Makes the secret for the app; nothing changes at sign-in before a first code has confirmed it. */
export function useBeginFactor() {
  return useMutation({ mutationFn: () => api.post<BegunSecondFactor>('/me/second-factor', { kind: 'totp' }) })
}
