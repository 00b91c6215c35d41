import { t } from '@lingui/core/macro'
import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import type { BothProofs } from '@verso/contract'
import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'

interface BothProofsDialogProps {
  title: string
  /** What it will do, in a sentence. */
  children: ReactNode
  confirmLabel: string
  isDanger?: boolean
  isBusy: boolean
  problem: unknown
  onConfirm: (proofs: BothProofs) => void
  onClose: () => void
}

/** Asks for password and code again, for what somebody at an open screen must not be able to do. */
export function BothProofsDialog({
  title,
  children,
  confirmLabel,
  isDanger = false,
  isBusy,
  problem,
  onConfirm,
  onClose,
}: BothProofsDialogProps) {
  const { register, handleSubmit, formState } = useForm<BothProofs>({ defaultValues: { password: '', code: '' } })
  const refused = { password: issuesAt(problem, '/password')[0], code: issuesAt(problem, '/code')[0] }
  const isToldAtField = refused.password !== undefined || refused.code !== undefined
  return (
    <Modal opened onClose={onClose} title={title} size={440}>
      <form onSubmit={handleSubmit(onConfirm)} noValidate>
        <Stack gap="md">
          <p>{children}</p>
          <PasswordInput
            label={t`Password`}
            autoComplete="current-password"
            data-autofocus
            error={formState.errors.password?.message ?? refused.password}
            {...register('password', { required: t`Enter your password.` })}
          />
          <TextInput
            label={t`Code from the app`}
            description={t`Or a recovery code.`}
            autoComplete="one-time-code"
            error={formState.errors.code?.message ?? refused.code}
            {...register('code', { required: t`Enter a code.` })}
          />
          {problem !== null && !isToldAtField && <ProblemCard problem={problem} title={t`It could not be done`} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button type="submit" variant="filled" color={isDanger ? 'red' : 'petrol'} loading={isBusy}>
              {confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
