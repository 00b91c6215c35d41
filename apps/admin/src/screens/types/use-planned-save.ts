import type { ContentTypeView, CreateTypeBody } from '@verso/contract'
import { useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { planIn, useApplyModel } from './use-model-change.ts'
import { type useSaveType, useShowType } from './use-save-type.ts'

interface PlannedSaveOptions {
  saving: ReturnType<typeof useSaveType>
  body: CreateTypeBody
  type: ContentTypeView | null
}

/** A save that would convert or lose something comes back as a plan; applying that is the save. */
export function usePlannedSave({ saving, body, type }: PlannedSaveOptions) {
  const [isPlannedAnew, setIsPlannedAnew] = useState(false)
  const showType = useShowType()
  const plan = isProblem(saving.error, 'needs_plan') ? planIn(saving.error) : null
  const close = () => {
    saving.reset()
    applying.reset()
    setIsPlannedAnew(false)
  }
  const applying = useApplyModel({
    onApplied: async () => {
      saving.reset()
      if (type?.name !== body.name) await showType(body.name)
    },
  })
  const apply = (acceptLoss: boolean) => {
    if (plan?.planHash === undefined) return
    applying.mutate(
      { planHash: plan.planHash, acceptLoss },
      {
        onError: (error) => {
          if (!isProblem(error, 'plan_stale', 'plan_unknown')) return
          setIsPlannedAnew(true)
          saving.mutate(body)
        },
      },
    )
  }
  // While it is planned anew, the old plan is no longer one and the new one isn't there yet.
  return { plan, apply, applying, close, isPlannedAnew }
}
