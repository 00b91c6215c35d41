import { t } from '@lingui/core/macro'
import { Checkbox, MultiSelect, Select, Stack } from '@mantine/core'
import type { FieldView } from '@verso/contract'
import type { FieldEditorProps } from './field-editor-props.ts'
import classes from './field-editors.module.css'

const mostCheckboxes = 7

/** One of the options, or several of them. A value that is no longer an option stays, and says so. */
export function EnumEditor(props: FieldEditorProps) {
  if (props.field.many !== true) return <One {...props} />
  return (props.field.options?.length ?? 0) <= mostCheckboxes ? <Checks {...props} /> : <Many {...props} />
}

function One({ field, value, onChange, onBlur, isInvalid, readOnly, controlId, describedBy }: FieldEditorProps) {
  const chosen = typeof value === 'string' ? value : null
  return (
    <Select
      id={controlId}
      value={chosen}
      data={choices(field, chosen === null ? [] : [chosen])}
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      clearable={!readOnly}
      clearButtonProps={{ 'aria-label': t`Clear ${field.label}` }}
      searchable={(field.options?.length ?? 0) > 10}
      placeholder={readOnly ? '' : t`Choose`}
      aria-describedby={describedBy}
      className={classes.medium}
      onBlur={onBlur}
      onChange={onChange}
    />
  )
}

function Checks({ field, value, onChange, onBlur, readOnly, labelId, describedBy, controlId }: FieldEditorProps) {
  const chosen = textsOf(value)
  return (
    <Stack gap="xs" id={controlId} role="group" aria-labelledby={labelId} aria-describedby={describedBy}>
      {choices(field, chosen).map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.includes(option.value)}
          disabled={readOnly}
          onBlur={onBlur}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.checked ? inOrder(field, [...chosen, option.value]) : chosen.filter((item) => item !== option.value))
          }
        />
      ))}
    </Stack>
  )
}

function Many({ field, value, onChange, onBlur, isInvalid, readOnly, controlId, describedBy }: FieldEditorProps) {
  const chosen = textsOf(value)
  return (
    <MultiSelect
      id={controlId}
      value={chosen}
      data={choices(field, chosen)}
      readOnly={readOnly}
      variant={readOnly ? 'unstyled' : 'default'}
      error={isInvalid}
      searchable
      placeholder={chosen.length === 0 ? t`Choose` : ''}
      aria-describedby={describedBy}
      onBlur={onBlur}
      onChange={(next) => onChange(next)}
    />
  )
}

function choices(field: FieldView, chosen: readonly string[]): { value: string; label: string }[] {
  const options = (field.options ?? []).map((option) => (typeof option === 'string' ? { value: option, label: option } : option))
  const gone = chosen.filter((value) => !options.some((option) => option.value === value))
  return [...options, ...gone.map((value) => ({ value, label: t`${value} (no longer an option)` }))]
}

function inOrder(field: FieldView, chosen: string[]): string[] {
  const order = choices(field, chosen).map((option) => option.value)
  return chosen.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
