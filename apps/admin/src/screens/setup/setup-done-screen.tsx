import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'

/** The set-up link, opened by somebody who is signed in. */
export function SetupDoneScreen() {
  return (
    <Page title={t`Set-up`} width="form">
      <Empty
        icon={IconCircleCheck}
        title={t`Verso is set up.`}
        action={
          <Button component={Link} to="/" variant="filled">
            {t`Go to Home`}
          </Button>
        }
      />
    </Page>
  )
}
