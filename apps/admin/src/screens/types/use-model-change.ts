import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppliedModel, PlanStep } from '@verso/contract'
import { ApiProblem, isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { entryKeys } from '../../api/entries.ts'
import { modelVersionsKey, typeKeys } from '../../api/types.ts'
import { toast } from '../../parts/toast.tsx'

export interface KnownPlan {
  planHash?: string
  steps: PlanStep[]
}

/** The plan that comes with a refusal; null where it brings none. */
export function planIn(error: unknown): KnownPlan | null {
  if (!(error instanceof ApiProblem)) return null
  const plan = error.facts['plan'] as KnownPlan | undefined
  return plan !== undefined && Array.isArray(plan.steps) ? plan : null
}

/** A change of the model concerns the types, the rights on them, and every entry that is shown. */
export function useModelChanged(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    const keys = [typeKeys.all, modelVersionsKey, entryKeys.all, ['me', 'rights'], ['locales']]
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  }
}

/** Does what a plan says; afterwards it can be undone from where that is said. */
export function useApplyModel({ onApplied }: { onApplied: () => Promise<void> | void }) {
  const changed = useModelChanged()
  const undo = useUndoModel()
  return useMutation({
    mutationFn: (body: { planHash: string; acceptLoss: boolean }) =>
      api.post<AppliedModel>('/model/apply', { planHash: body.planHash, ...(body.acceptLoss ? { acceptLoss: true } : {}) }),
    onSuccess: async ({ modelVersion }) => {
      toast({ message: t`Applied the change of the model`, undo: () => undo.mutate({ modelVersion }) })
      await onApplied()
      await changed()
    },
  })
}

/** Takes a change of the model back: the content is what it was before. What was written since and has no place there is asked about. */
export function useUndoModel() {
  const changed = useModelChanged()
  return useMutation({
    mutationFn: (body: { modelVersion: number; acceptLoss?: boolean }) => api.post<AppliedModel>('/model/undo', body),
    onSuccess: async () => {
      toast({ message: t`Undone: the model and its content are as before` })
      await changed()
    },
    onError: (error) => {
      const why = isProblem(error, 'loss_not_accepted')
        ? t`Undoing it loses something that was written since. See “History of the model” under Content types.`
        : isProblem(error)
          ? (error.detail ?? error.title)
          : t`The server did not answer.`
      toast({ message: t`Not undone. ${why}`, tone: 'error' })
    },
  })
}
