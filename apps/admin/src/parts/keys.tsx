import { t } from '@lingui/core/macro'
import { Kbd } from '@mantine/core'
import { Fragment } from 'react'
import classes from './keys.module.css'

/** Keys as they are printed: `mod+S`, `g h`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.root}>
      {keys.split(' ').map((step, index) => (
        // The order of the keys is their identity
        <Fragment key={index}>
          {index > 0 && <span className={classes.then}>{t`then`}</span>}
          {step.split('+').map((key) => (
            <Kbd key={key}>{names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
const names: Record<string, string> = { mod: isApple ? '⌘' : 'Ctrl', alt: isApple ? '⌥' : 'Alt', shift: '⇧', '?': '?', '/': '/' }
