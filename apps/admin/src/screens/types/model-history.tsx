import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ModelVersion, modelVersionsQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './plan.module.css'
import { PlanDialog } from './plan-dialog.tsx'
import { stepWords } from './step-words.ts'
import { planIn, useUndoModel } from './use-model-change.ts'

const shownAtFirst = 5
const stepsShown = 3

/** Every change of the model, newest first, and the way back while there is one. */
export function ModelHistory() {
  const versions = useQuery(modelVersionsQuery())
  const undo = useUndoModel()
  const [isAll, setIsAll] = useState(false)
  const lossy = planIn(undo.error)
  const asked = undo.variables?.modelVersion
  const list = versions.data ?? []
  if (!versions.isError && list.length === 0) return null
  return (
    <section className={classes.history} aria-labelledby="model-history">
      <h2 id="model-history" className={classes.historyTitle}>
        {t`History of the model`}
      </h2>
      {versions.isError && (
        <ProblemCard problem={versions.error} title={t`The history could not be loaded`} onRetry={() => void versions.refetch()} />
      )}
      <ol className={classes.versions} reversed>
        {list.slice(0, isAll ? list.length : shownAtFirst).map((version) => (
          <li key={version.version}>
            <Version version={version} />
            {version.undo !== null && (
              <ReasonedButton
                size="compact-sm"
                loading={undo.isPending && asked === version.version}
                reason={blockedWords(version.undo.blockedBy)}
                onClick={() => undo.mutate({ modelVersion: version.version })}
              >
                {t`Undo`}
              </ReasonedButton>
            )}
          </li>
        ))}
      </ol>
      {list.length > shownAtFirst && !isAll && (
        <Button size="compact-sm" className={classes.more} onClick={() => setIsAll(true)}>
          {t`Show all ${list.length}`}
        </Button>
      )}
      {lossy !== null && asked !== undefined && (
        <PlanDialog
          steps={lossy.steps}
          applyLabel={t`Undo the change`}
          cancelLabel={t`Keep the change`}
          isNew={false}
          isBusy={undo.isPending}
          problem={null}
          onApply={() => undo.mutate({ modelVersion: asked, acceptLoss: true })}
          onClose={() => undo.reset()}
        />
      )}
    </section>
  )
}

function Version({ version: { version, at, by, steps, restores } }: { version: ModelVersion }) {
  const words = steps.map(stepWords)
  const beyond = words.length - stepsShown
  return (
    <div>
      <p>
        {restores === null
          ? [...(words.length === 0 ? [t`Changed`] : words.slice(0, stepsShown)), ...(beyond > 0 ? [t`${beyond} more`] : [])].join(' · ')
          : t`Back to version ${restores}`}
      </p>
      <p className={classes.small}>
        <Trans>
          Version {version}, <Time at={at} /> by {by?.name ?? 'Verso'}
        </Trans>
      </p>
    </div>
  )
}

function blockedWords(blockedBy: number[]): string | undefined {
  if (blockedBy.length === 0) return undefined
  const versions = blockedBy.join(', ')
  return plural(blockedBy.length, {
    one: `First undo version ${versions}, which came after it`,
    other: `First undo versions ${versions}, which came after it`,
  })
}
