import { NumberInput, TextInput } from '@mantine/core'
import type { DraftField, FieldSettings } from './draft-type.ts'
import classes from './types.module.css'

interface BoundSettingsProps {
  field: DraftField
  onChange: (change: Partial<Record<keyof FieldSettings, unknown>>) => void
  errorAt: (member: string) => string | undefined
}

/** The least and the most: of numbers, characters, items or times. */
export function BoundSettings({ field, onChange, errorAt }: BoundSettingsProps) {
  const isTime = field.kind === 'date' || field.kind === 'datetime'
  if ((field.kind === 'enum' || field.kind === 'reference') && field.settings.many !== true) return null
  const [least, most] = labelsOf(field)
  return (
    <div className={classes.pair}>
      {(['min', 'max'] as const).map((bound) => {
        const label = bound === 'min' ? least : most
        const value = field.settings[bound] ?? ''
        return isTime ? (
          <TextInput
            key={bound}
            label={label}
            type={field.kind === 'date' ? 'date' : 'text'}
            placeholder="2026-01-01T00:00:00Z"
            value={value}
            onChange={(event) => onChange({ [bound]: event.currentTarget.value || undefined })}
            error={errorAt(bound)}
          />
        ) : (
          <NumberInput
            key={bound}
            label={label}
            value={value}
            allowDecimal={field.kind === 'number'}
            onChange={(next) => onChange({ [bound]: typeof next === 'number' ? next : undefined })}
            error={errorAt(bound)}
            hideControls
          />
        )
      })}
    </div>
  )
}

function labelsOf({ kind }: DraftField): [string, string] {
  if (kind === 'date' || kind === 'datetime') return ['Earliest', 'Latest']
  if (kind === 'integer' || kind === 'number') return ['Least', 'Greatest']
  return kind === 'enum' || kind === 'reference' ? ['Fewest items', 'Most items'] : ['Fewest characters', 'Most characters']
}
