import { plural, t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReleaseResult, ReleaseView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { releaseKeys } from '../../api/releases.ts'
import { homeKey } from '../../api/schedules.ts'
import { toast } from '../../parts/toast.tsx'

/** Makes a release public, or gives readers back what they had before it. Each is one step for all of it. */
export function useReleaseActs({ id, name }: Pick<ReleaseView, 'id' | 'name'>) {
  const queryClient = useQueryClient()
  const refresh = () =>
    Promise.all([releaseKeys.all, entryKeys.all, homeKey].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  const act = (verb: 'publish' | 'revert', said: string) => ({
    mutationFn: () => api.post<ReleaseResult>(`/releases/${id}/${verb}`, {}),
    onSuccess: async ({ conflicts }: ReleaseResult) => {
      toast({
        message: conflicts.length === 0 ? said : plural(conflicts.length, { one: `${said}, but # entry`, other: `${said}, but # entries` }),
      })
      await refresh()
    },
  })
  return {
    publishing: useMutation(act('publish', t`Published ${name}`)),
    reverting: useMutation(act('revert', t`Took back ${name}`)),
  }
}

export type ReleaseActs = ReturnType<typeof useReleaseActs>
