import { t } from '@lingui/core/macro'
import { SegmentedControl } from '@mantine/core'
import type { DraftType } from './draft-type.ts'
import classes from './types.module.css'

interface TypeKindChoiceProps {
  value: DraftType['kind']
  /** A component stays one, since its values stand inside others. */
  isNew: boolean
  onChange: (kind: DraftType['kind']) => void
  error: string | undefined
}

const kinds = [
  { value: 'collection', label: t`Collection` },
  { value: 'single', label: t`Single` },
  { value: 'component', label: t`Component` },
]

const meanings: Record<DraftType['kind'], string> = {
  collection: t`Many entries, such as articles.`,
  single: t`One entry, such as a home page.`,
  component: t`A group of fields that stands inside entries, such as a quote.`,
}

export function TypeKindChoice({ value, isNew, onChange, error }: TypeKindChoiceProps) {
  return (
    <div>
      <p className={classes.label} id="type-kind">
        {t`Kind`}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby="type-kind"
        value={value}
        onChange={(kind) => onChange(kind as DraftType['kind'])}
        data={isNew ? kinds : kinds.filter((kind) => (kind.value === 'component') === (value === 'component'))}
      />
      <p className="verso-dimmed verso-small">{meanings[value]}</p>
      {error !== undefined && <p className={classes.error}>{error}</p>}
    </div>
  )
}
