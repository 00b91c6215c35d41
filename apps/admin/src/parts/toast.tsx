import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { hasToast } from './has-toast.ts'
import classes from './toast.module.css'
import { announce } from './use-announce.ts'

interface Toast {
  message: string
  /** Offered for ten seconds. */
  undo?: () => void
  tone?: 'ok' | 'error'
}

/** Says what was done, at the bottom. What stays true is on the screen too; a toast is never the only place. */
export function toast({ message, undo, tone = 'ok' }: Toast): void {
  const id = crypto.randomUUID === undefined ? String(Math.random()) : crypto.randomUUID()
  announce(undo === undefined ? message : t`${message}. Undo is offered.`)
  hasToast.set(true)
  notifications.show({
    id,
    autoClose: undo === undefined ? 5000 : 10_000,
    withCloseButton: true,
    withBorder: true,
    color: tone === 'ok' ? 'green' : 'red',
    classNames: { root: classes.root ?? '', description: classes.text ?? '' },
    closeButtonProps: { 'aria-label': t`Close` },
    message: (
      <span className={classes.row}>
        <span>{message}</span>
        {undo !== undefined && (
          <Button size="compact-sm" onClick={() => undoOnce(id, undo)}>
            {t`Undo`}
          </Button>
        )}
      </span>
    ),
  })
}

function undoOnce(id: string, undo: () => void): void {
  notifications.hide(id)
  undo()
}
