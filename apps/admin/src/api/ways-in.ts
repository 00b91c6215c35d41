import { queryOptions } from '@tanstack/react-query'
import type { WayIn } from '@verso/contract'
import { noAnswer } from './api-problem.ts'

/** The providers that one may sign in by. Asked without a session, and absent where they can't be asked for. */
export function waysInQuery() {
  return queryOptions({
    queryKey: ['ways-in'],
    queryFn: async ({ signal }): Promise<WayIn[]> => {
      const answer = await fetch('/admin/v1/sessions/oidc', { signal })
      if (!answer.ok) throw noAnswer()
      return ((await answer.json()) as { data: WayIn[] }).data
    },
    retry: false,
  })
}
