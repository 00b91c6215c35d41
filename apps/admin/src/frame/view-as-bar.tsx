import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { endViewingAs, type ViewedRole } from '../api/view-as.ts'
import classes from './view-as-bar.module.css'

/** Says, as long as it is so, that what is shown is what a role would see; one press ends it. */
export function ViewAsBar({ role }: { role: ViewedRole }) {
  return (
    <section className={classes.root} aria-label={t`Viewing as a role`}>
      <IconEye size={18} stroke={1.75} aria-hidden className={classes.icon} />
      <p>
        <Trans>
          Viewing as <strong>{role.label}</strong>.
        </Trans>{' '}
        <span className={classes.more}>{t`Nothing can be changed.`}</span>
      </p>
      <Button size="compact-sm" onClick={endViewingAs}>
        {t`Stop viewing`}
      </Button>
    </section>
  )
}
