import { queryOptions } from '@tanstack/react-query'
import type { PlantedSample, SetupBody, SetupState, SignedIn } from '@verso/contract'
import { api } from './client.ts'
import { startSession } from './session.ts'

/** Whether the first owner is still to be made. */
export function setupQuery() {
  return queryOptions({
    queryKey: ['setup'],
    queryFn: ({ signal }) => api.get<SetupState>('/setup', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export async function makeOwner(body: SetupBody): Promise<SignedIn> {
  return startSession(await api.post<SignedIn>('/setup', body))
}

export function plantSample(): Promise<PlantedSample> {
  return api.post<PlantedSample>('/sample')
}
