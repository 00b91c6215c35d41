import { SegmentedControl } from '@mantine/core'
import type { DraftType } from './draft-type.ts'
import classes from './types.module.css'

interface TypeKindChoiceProps {
  value: DraftType['kind']
  onChange: (kind: DraftType['kind']) => void
  error: string | undefined
}

const kinds = [
  { value: 'collection', label: 'Collection' },
  { value: 'single', label: 'Single' },
]

export function TypeKindChoice({ value, onChange, error }: TypeKindChoiceProps) {
  return (
    <div>
      <p className={classes.label} id="type-kind">
        Kind
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby="type-kind"
        value={value}
        onChange={(kind) => onChange(kind === 'single' ? 'single' : 'collection')}
        data={kinds}
      />
      <p className="verso-dimmed verso-small">
        {value === 'single' ? 'One entry, such as a home page.' : 'Many entries, such as articles.'}
      </p>
      {error !== undefined && <p className={classes.error}>{error}</p>}
    </div>
  )
}
