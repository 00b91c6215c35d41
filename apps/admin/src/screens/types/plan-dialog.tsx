import { Button, Group, Modal } from '@mantine/core'
import { type Icon, IconAlertTriangle, IconArrowsExchange, IconCircleCheck } from '@tabler/icons-react'
import type { PlanStep } from '@verso/contract'
import type { ApiProblem } from '../../api/api-problem.ts'
import classes from './types.module.css'

interface PlanDialogProps {
  problem: ApiProblem
  onClose: () => void
  onDiscard: () => void
}

/** What the change would have done to the content that is there; nothing of it was done. */
export function PlanDialog({ problem, onClose, onDiscard }: PlanDialogProps) {
  const steps = stepsOf(problem)
  const discard = () => {
    onDiscard()
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title="This change would touch content that is there" size={560}>
      <p>Nothing was changed. Verso applies at once only what neither loses nor converts a value.</p>
      <Effect
        icon={IconAlertTriangle}
        tone="red"
        title="Lost"
        steps={steps.filter(({ effect }) => effect === 'loss')}
        countOf={({ counts }) => counts.lost + counts.convertedWithLoss}
      />
      <Effect
        icon={IconArrowsExchange}
        tone="amber"
        title="Converted"
        steps={steps.filter(({ effect }) => effect === 'convert')}
        countOf={({ counts }) => counts.converted}
      />
      <Effect
        icon={IconCircleCheck}
        tone="green"
        title="Kept"
        steps={steps.filter(({ effect }) => effect === 'none')}
        countOf={({ counts }) => counts.kept}
      />
      <p className="verso-dimmed">
        To go on: keep the field as it is and add a new one beside it, or clear its values in the entries first.
      </p>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button onClick={discard}>Discard changes</Button>
        <Button variant="filled" onClick={onClose}>
          Keep editing
        </Button>
      </Group>
    </Modal>
  )
}

interface EffectProps {
  icon: Icon
  tone: 'red' | 'amber' | 'green'
  title: string
  steps: PlanStep[]
  countOf: (step: PlanStep) => number
}

function Effect({ icon: EffectIcon, tone, title, steps, countOf }: EffectProps) {
  if (steps.length === 0) return null
  return (
    <section className={classes.effect} data-tone={tone}>
      <h3>
        <EffectIcon size={18} stroke={1.75} aria-hidden /> {title}
      </h3>
      <ul className="verso-list">
        {steps.map((step) => {
          const count = countOf(step)
          return (
            <li key={step.id}>
              <span>
                {wordsOf(step.kind)} {step.field !== undefined && <code>{step.field}</code>}
              </span>
              <span className="verso-dimmed">
                {count.toLocaleString('en')} {count === 1 ? 'value' : 'values'}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function stepsOf({ facts }: ApiProblem): PlanStep[] {
  const plan = facts['plan'] as { steps?: PlanStep[] } | undefined
  return plan?.steps ?? []
}

/** `field.kind` → "Field kind": the model's own names of steps, as words. */
function wordsOf(kind: string): string {
  const words = kind
    .replace(/[._-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
