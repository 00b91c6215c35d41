import { t } from '@lingui/core/macro'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../parts/page.tsx'
import { useNames } from '../../rights/use-names.ts'
import classes from './explain.module.css'
import type { Question } from './question.ts'
import { QuestionFields } from './question-fields.tsx'
import { Verdict } from './verdict.tsx'

/** Why somebody may do something, or may not: the server's own answer, in words. */
export function ExplainScreen() {
  const question: Question = useSearch({ strict: false })
  const navigate = useNavigate()
  const names = useNames()
  const ask = (change: Question) =>
    void navigate({
      to: '.',
      replace: true,
      search: (before: Record<string, string | undefined>) => ({ ...before, ...change }),
    } as Parameters<typeof navigate>[0])
  const { role, user, token, action, type } = question
  const isWhole = (role ?? user ?? token) !== undefined && action !== undefined && type !== undefined
  return (
    <Page title={t`Explain rights`} crumbs={[{ label: t`Roles`, to: '/settings/roles' }]}>
      <div className={classes.root}>
        <QuestionFields question={question} names={names} onAsk={ask} />
        <section aria-label={t`Answer`} aria-live="polite" className={classes.answer}>
          {isWhole ? (
            <Verdict question={question} names={names} />
          ) : (
            <p className="verso-dimmed">{t`Choose who, what and which type: the answer names the rule that decides.`}</p>
          )}
        </section>
      </div>
    </Page>
  )
}
