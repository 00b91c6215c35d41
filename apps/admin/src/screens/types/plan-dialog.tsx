import { plural, t } from '@lingui/core/macro'
import { Button, Group, Modal } from '@mantine/core'
import type { PlanStep } from '@verso/contract'
import { useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import classes from './plan.module.css'
import { PlanTotals } from './plan-counts.tsx'
import { PlanStepCard } from './plan-step-card.tsx'
import { nameToType, stepWords } from './step-words.ts'

interface PlanDialogProps {
  steps: PlanStep[]
  /** The verb of the button. */
  applyLabel: string
  cancelLabel: string
  /** The content changed since the last plan: this one is new. */
  isNew: boolean
  isBusy: boolean
  problem: unknown
  onApply: (acceptLoss: boolean) => void
  onClose: () => void
}

/** What a change would do to the content that is there, before any of it is done. What is lost has to be named by whoever loses it. */
export function PlanDialog({ steps, applyLabel, cancelLabel, isNew, isBusy, problem, onApply, onClose }: PlanDialogProps) {
  const [typed, setTyped] = useState<Record<string, string>>({})
  const heavy = steps.filter(isHeavy)
  const light = steps.filter((step) => !isHeavy(step))
  const losses = steps.filter(({ effect }) => effect === 'loss')
  const open = losses.filter((step) => typed[step.id]?.trim() !== nameToType(step))
  return (
    <Modal opened onClose={onClose} title={t`What this change does to the content`} size={720}>
      <div className={classes.plan}>
        <p>
          {losses.length === 0
            ? t`Nothing is changed yet.`
            : t`Nothing is changed yet. Values that are lost stay in the history of their entries.`}
        </p>
        {isNew && <Note tone="warn" title={t`The content or the model was changed meanwhile. This is the plan as of now.`} />}
        <PlanTotals steps={steps} />
        {heavy.map((step) => (
          <PlanStepCard key={step.id} step={step} typed={typed[step.id] ?? ''} onType={(text) => setTyped({ ...typed, [step.id]: text })} />
        ))}
        {light.length > 0 && (
          <details className={classes.light} open={heavy.length === 0}>
            <summary>{plural(light.length, { one: '# step touches no value', other: '# steps touch no value' })}</summary>
            <ul className="verso-list">
              {light.map((step) => (
                <li key={step.id}>{stepWords(step)}</li>
              ))}
            </ul>
          </details>
        )}
        {problem !== null && !isProblem(problem, 'plan_stale', 'plan_unknown', 'needs_plan') && (
          <ProblemCard problem={problem} title={t`Nothing was changed`} />
        )}
      </div>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button onClick={onClose} data-autofocus>
          {cancelLabel}
        </Button>
        <ReasonedButton
          variant="filled"
          color={losses.length > 0 ? 'red' : 'petrol'}
          loading={isBusy}
          reason={open.length === 0 ? undefined : t`First type ${open.map(nameToType).join(', ')}`}
          onClick={() => onApply(losses.length > 0)}
        >
          {applyLabel}
        </ReasonedButton>
      </Group>
    </Modal>
  )
}

function isHeavy({ effect, breaks }: PlanStep): boolean {
  return effect !== 'none' || (breaks?.count ?? 0) > 0
}
