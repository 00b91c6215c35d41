import { t } from '@lingui/core/macro'
import { NumberInput, TextInput } from '@mantine/core'
import type { DraftField, SettingsPartProps } from './draft-type.ts'
import classes from './types.module.css'

/** Kinds that may hold a list, whose items are counted. */
const listKinds: string[] = ['enum', 'reference', 'media', 'component']

/** The least and the most: of numbers, characters, items or times. */
export function BoundSettings({ field, onChange, errorAt }: SettingsPartProps) {
  const isTime = field.kind === 'date' || field.kind === 'datetime'
  if (listKinds.includes(field.kind) && field.settings.many !== true) return null
  const isExact = field.kind === 'decimal' || (field.kind === 'integer' && field.settings.bigint === true)
  const [least, most] = labelsOf(field)
  return (
    <div className={classes.pair}>
      {(['min', 'max'] as const).map((bound) => {
        const label = bound === 'min' ? least : most
        const value = field.settings[bound] ?? ''
        return isTime || isExact ? (
          <TextInput
            key={bound}
            label={label}
            type={field.kind === 'date' ? 'date' : 'text'}
            placeholder={isTime ? '2026-01-01T00:00:00Z' : ''}
            value={String(value)}
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
  if (kind === 'date' || kind === 'datetime') return [t`Earliest`, t`Latest`]
  if (kind === 'integer' || kind === 'number' || kind === 'decimal') return [t`Least`, t`Greatest`]
  return listKinds.includes(kind) || kind === 'blocks' ? [t`Fewest items`, t`Most items`] : [t`Fewest characters`, t`Most characters`]
}
