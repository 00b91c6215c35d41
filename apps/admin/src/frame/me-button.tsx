import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import type { ComponentProps } from 'react'
import classes from './me-menu.module.css'

/** My initials; whatever opens them passes its own properties through. */
export function MeButton({ name, ...props }: { name: string } & ComponentProps<'button'>) {
  return (
    <UnstyledButton {...props} className={classes.button ?? ''}>
      <span aria-hidden>{initialsOf(name)}</span>
      <VisuallyHidden>You{name !== '' && `: ${name}`}</VisuallyHidden>
    </UnstyledButton>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '·'
}
