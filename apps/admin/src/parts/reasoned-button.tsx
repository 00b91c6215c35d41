import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { MouseEventHandler, ReactNode } from 'react'

interface ReasonedButtonProps extends ButtonProps {
  /** Why it can't be pressed now; without one it can. */
  reason: string | undefined
  type?: 'button' | 'submit'
  onClick?: MouseEventHandler<HTMLButtonElement>
  children: ReactNode
}

/** A button that stays in reach while it can't be used, and says why. */
export function ReasonedButton({ reason, onClick, children, ...props }: ReasonedButtonProps) {
  if (reason === undefined) {
    return (
      <Button {...props} {...(onClick === undefined ? {} : { onClick })}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip label={reason}>
      <Button {...props} aria-disabled data-disabled onClick={(event) => event.preventDefault()}>
        {children}
      </Button>
    </Tooltip>
  )
}
