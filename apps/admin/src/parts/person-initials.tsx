import { initialsOf } from './initials-of.ts'
import classes from './person-initials.module.css'

const hues = ['petrol', 'violet', 'amber', 'green'] as const

/** Initials in a colour that is the same for one person everywhere. Whoever shows them also says the name. */
export function PersonInitials({ id, name, size = 'medium' }: { id: string; name: string; size?: 'small' | 'medium' }) {
  return (
    <span aria-hidden className={classes.root} data-hue={hueOf(id)} data-size={size}>
      {initialsOf(name)}
    </span>
  )
}

function hueOf(id: string): string {
  const sum = [...id].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0)
  return hues[sum % hues.length] ?? 'petrol'
}
