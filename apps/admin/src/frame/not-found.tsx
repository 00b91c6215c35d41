import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconMapPinQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Empty } from '../parts/empty.tsx'
import { Page } from '../parts/page.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title={t`Page not found`} width="form">
      <Empty
        icon={IconMapPinQuestion}
        title={t`There is nothing at this address.`}
        action={
          <Button component={Link} to="/" variant="filled">
            {t`Go to Home`}
          </Button>
        }
      >
        {t`The link may be old, or a letter may be missing. What was here may also be in the trash.`}
      </Empty>
    </Page>
  )
}
