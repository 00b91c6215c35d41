import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { ApiProblem } from '../api/api-problem.ts'
import { Note } from './note.tsx'
import classes from './problem-card.module.css'

interface ProblemCardProps {
  problem: unknown
  /** What could not be done: "The articles could not be loaded". */
  title?: string
  /** What the person can do, when the code's own advice isn't enough. */
  next?: string
  onRetry?: () => void
}

/** A failure told in order: what, why, what to do next, and the number to quote. */
export function ProblemCard({ problem, title, next, onRetry }: ProblemCardProps) {
  const known = problem instanceof ApiProblem ? problem : null
  const what = title ?? known?.title ?? t`Something in this screen failed`
  const why = known === null ? messageOf(problem) : title === undefined ? known.detail : (known.detail ?? known.title)
  const advice = next ?? adviceOn(known)
  return (
    <Note
      tone="error"
      title={`${what}.`.replace(/\.\.$/, '.')}
      action={
        onRetry && (
          <Button size="compact-sm" onClick={onRetry}>
            {t`Retry`}
          </Button>
        )
      }
    >
      {why !== null && why !== '' && <p>{why}</p>}
      {known !== null && known.issues.length > 0 && (
        <ul className={classes.issues}>
          {known.issues.slice(0, 8).map((issue) => (
            <li key={`${issue.path ?? issue.parameter ?? ''}${issue.message}`}>
              {issue.message} <span className="verso-code verso-dimmed">{issue.path ?? issue.parameter}</span>
            </li>
          ))}
        </ul>
      )}
      {advice !== null && <p className="verso-dimmed">{advice}</p>}
      {known?.requestId && <p className={classes.request}>{t`Request ${known.requestId}`}</p>}
    </Note>
  )
}

function adviceOn(problem: ApiProblem | null): string | null {
  if (problem === null) return t`Reload the page. If it happens again, tell whoever runs this Verso.`
  if (problem.code === 'no_answer') return t`Check the connection, then try again.`
  if (problem.status === 503 || problem.status === 429)
    return problem.retryAfterSeconds === null ? t`Try again in a moment.` : t`Try again in ${problem.retryAfterSeconds} s.`
  if (problem.status === 404) return t`It may have been removed, or you may not be allowed to see it.`
  if (problem.status === 403) return t`Ask an administrator if you need this.`
  if (problem.status >= 500) return t`Try again. If it happens again, pass on the request number.`
  return null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
