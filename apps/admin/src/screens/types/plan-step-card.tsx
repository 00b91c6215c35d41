import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Anchor, TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { PlanSample, PlanStep } from '@verso/contract'
import { modelTypesQuery } from '../../api/types.ts'
import classes from './plan.module.css'
import { PlanCounts, placesWords } from './plan-counts.tsx'
import { nameToType, stepWords } from './step-words.ts'

const samplesShown = 5

interface PlanStepCardProps {
  step: PlanStep
  typed: string
  onType: (text: string) => void
}

/** One step with what it does: counts, some values before and after, entries that a new rule refuses, and the consent to a loss. */
export function PlanStepCard({ step, typed, onType }: PlanStepCardProps) {
  const name = nameToType(step)
  const places = placesWords(step)
  return (
    <section className={classes.step} aria-label={stepWords(step)} data-effect={step.effect}>
      <h3 className={classes.stepTitle}>{stepWords(step)}</h3>
      <PlanCounts counts={step.counts} />
      {places !== '' && <p className={classes.small}>{places}</p>}
      {step.samples.length > 0 && (
        <ul className={classes.samples} aria-label={t`Some of the values, before and after`}>
          {step.samples.slice(0, samplesShown).map((sample) => (
            <li key={`${sample.id}${sample.locale ?? ''}${JSON.stringify(sample.before)}`}>
              <EntryLink type={step.type} sample={sample} />
              <span className={classes.change}>
                <Value value={sample.before} />
                <IconArrowRight size={16} stroke={1.75} aria-label={t`becomes`} />
                <Value value={sample.after} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {step.breaks !== undefined && step.breaks.count > 0 && <Breaks type={step.type} breaks={step.breaks} />}
      {step.effect === 'loss' && (
        <TextInput
          label={
            <Trans>
              Type <code>{name}</code> to accept this loss
            </Trans>
          }
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          classNames={{ input: 'verso-code' }}
        />
      )}
    </section>
  )
}

function Breaks({ type, breaks }: { type: string; breaks: NonNullable<PlanStep['breaks']> }) {
  return (
    <div>
      <p className={classes.breaks}>
        {plural(breaks.count, {
          one: '# published entry does not keep the new rule. Readers keep what they have; the next publish needs a change.',
          other: '# published entries do not keep the new rule. Readers keep what they have; the next publish needs a change.',
        })}
      </p>
      <ul className={classes.samples} aria-label={t`Entries that do not keep the new rule`}>
        {breaks.samples.slice(0, samplesShown).map((sample) => (
          <li key={sample.id}>
            <EntryLink type={type} sample={sample} />
            <span className={classes.small}>{sample.message}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A component's values stand in entries of other types, which the plan doesn't name. */
function EntryLink({ type, sample }: { type: string; sample: Pick<PlanSample, 'id' | 'title' | 'locale'> }) {
  const { data: types = [] } = useQuery(modelTypesQuery())
  const title = `${sample.title || t`Untitled`}${sample.locale === undefined ? '' : ` (${sample.locale})`}`
  if (!types.some(({ name, kind }) => name === type && kind !== 'component')) return <span className={classes.entry}>{title}</span>
  return (
    <Anchor href={`/admin/content/${type}/${sample.id}`} target="_blank" className={classes.entry}>
      {title}
    </Anchor>
  )
}

function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className={classes.nothing}>{t`nothing`}</span>
  return <code className={classes.value}>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
}
