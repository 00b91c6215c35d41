import { t } from '@lingui/core/macro'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Page } from '../parts/page.tsx'
import { ProblemCard } from '../parts/problem-card.tsx'

/** A screen that failed by a fault of its own; the frame around it goes on. */
export function ScreenFault({ error, reset }: ErrorComponentProps) {
  return (
    <Page title={t`This screen failed`} width="form">
      <ProblemCard problem={error} title={t`This screen could not be shown`} onRetry={reset} />
    </Page>
  )
}
