import { t } from '@lingui/core/macro'
import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './confirm-dialog.module.css'
import { ProblemCard } from './problem-card.tsx'
import { useHotkeys } from './use-hotkeys.ts'

interface ConfirmDialogProps {
  opened: boolean
  onClose: () => void
  /** Names the act and the thing: "Revoke “Website”?" */
  title: ReactNode
  /** The verb of the title; null when it would be refused, which the text says. */
  confirmLabel: string | null
  onConfirm: () => void
  tone?: 'primary' | 'danger'
  busy?: boolean
  problem?: unknown
  /** Says why it can't be confirmed now. */
  disabledReason?: string | undefined
  children?: ReactNode
}

/** Asks before what can't be undone, or what readers will miss; says what will happen. */
export function ConfirmDialog({ opened, onClose, title, children, problem, ...buttons }: ConfirmDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={480} classNames={{ title: classes.title ?? '' }}>
      <div className={classes.body}>{children}</div>
      {problem !== undefined && problem !== null && (
        <div className={classes.problem}>
          <ProblemCard problem={problem} />
        </div>
      )}
      {opened && <Buttons {...buttons} onClose={onClose} />}
    </Modal>
  )
}

type ButtonsProps = Pick<ConfirmDialogProps, 'onClose' | 'confirmLabel' | 'onConfirm' | 'tone' | 'busy' | 'disabledReason'>

function Buttons({ onClose, confirmLabel, onConfirm, tone = 'primary', busy = false, disabledReason }: ButtonsProps) {
  const isDisabled = disabledReason !== undefined
  const confirm = () => {
    if (!busy && !isDisabled && confirmLabel !== null) onConfirm()
  }
  useHotkeys([{ keys: 'mod+Enter', label: confirmLabel ?? t`Confirm`, run: confirm, hidden: true }])
  return (
    <Group justify="flex-end" mt="lg" gap="xs">
      {isDisabled && <span className={classes.reason}>{disabledReason}</span>}
      <Button onClick={onClose} data-autofocus>
        {confirmLabel === null ? t`Close` : t`Cancel`}
      </Button>
      {confirmLabel !== null && (
        <Button
          variant="filled"
          color={tone === 'danger' ? 'red' : 'petrol'}
          loading={busy}
          aria-disabled={isDisabled}
          {...(isDisabled ? { 'data-disabled': true } : {})}
          onClick={confirm}
        >
          {confirmLabel}
        </Button>
      )}
    </Group>
  )
}
