import { t } from '@lingui/core/macro'
import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import type { ComponentProps } from 'react'
import { initialsOf } from '../parts/initials-of.ts'
import classes from './me-menu.module.css'

/** My initials; whatever opens them passes its own properties through. */
export function MeButton({ name, ...props }: { name: string } & ComponentProps<'button'>) {
  return (
    <UnstyledButton {...props} className={classes.button ?? ''}>
      <span aria-hidden>{initialsOf(name)}</span>
      <VisuallyHidden>
        {t`You`}
        {name !== '' && `: ${name}`}
      </VisuallyHidden>
    </UnstyledButton>
  )
}
