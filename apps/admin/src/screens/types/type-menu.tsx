import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconNotes, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { planIn, useApplyModel, useModelChanged } from './use-model-change.ts'

export function TypeMenu({ type, tag }: { type: ContentTypeView; tag: string | null }) {
  const [isAsking, setIsAsking] = useState(false)
  const changed = useModelChanged()
  const navigate = useNavigate()
  const applying = useApplyModel({ onApplied: () => navigate({ to: '/settings/types', ignoreBlocker: true }) })
  const deleting = useMutation({
    mutationFn: () => api.delete(`/types/${type.name}`, tag === null ? {} : { ifMatch: tag }),
    onSuccess: async () => {
      toast({ message: t`Deleted ${type.label}` })
      await navigate({ to: '/settings/types', ignoreBlocker: true })
      await changed()
    },
  })
  const isInUse = isProblem(deleting.error, 'in_use')
  const plan = isProblem(deleting.error, 'needs_plan') ? planIn(deleting.error) : null
  return (
    <>
      <Items type={type} onDelete={() => setIsAsking(true)} />
      <ConfirmDialog
        opened={isAsking && plan === null}
        onClose={() => setIsAsking(false)}
        title={t`Delete ${type.label}?`}
        confirmLabel={t`Delete`}
        tone="danger"
        busy={deleting.isPending}
        problem={deleting.error}
        onConfirm={() => deleting.mutate()}
      >
        <p>
          {isInUse
            ? t`Fields of other types lead to it: change or remove these first.`
            : t`The type and its fields go, and the content API no longer knows it. The change can be undone under “History of the model”.`}
        </p>
      </ConfirmDialog>
      {plan !== null && (
        <PlanDialog
          steps={plan.steps}
          applyLabel={t`Delete`}
          cancelLabel={t`Keep it`}
          isNew={false}
          isBusy={applying.isPending}
          problem={applying.error}
          onApply={(acceptLoss) => plan.planHash !== undefined && applying.mutate({ planHash: plan.planHash, acceptLoss })}
          onClose={() => deleting.reset()}
        />
      )}
    </>
  )
}

function Items({ type, onDelete }: { type: ContentTypeView; onDelete: () => void }) {
  const navigate = useNavigate()
  return (
    <Menu width={200}>
      <Menu.Target>
        <ActionIcon aria-label={t`Actions for ${type.label}`}>
          <IconDots size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {type.kind !== 'component' && (
          <Menu.Item
            leftSection={<IconNotes size={16} stroke={1.75} aria-hidden />}
            onClick={() => navigate({ to: '/content/$type', params: { type: type.name } })}
          >
            {t`Show entries`}
          </Menu.Item>
        )}
        <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={onDelete}>
          {t`Delete…`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
