import { t } from '@lingui/core/macro'
import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { type DraftField, draftOptions } from './draft-type.ts'
import { JsonSetting } from './json-setting.tsx'

interface DefaultInputProps {
  field: DraftField
  onChange: (value: unknown) => void
  error: string | undefined
}

/** The value that a new entry begins with, asked for as the kind wants it. */
export function DefaultInput({ field, onChange, error }: DefaultInputProps) {
  const shared = { label: t`Default`, description: t`A new entry begins with it.`, error }
  const { kind, settings } = field
  if (kind === 'json' || kind === 'location')
    return <JsonSetting {...shared} {...jsonWords[kind]} value={settings.default} onChange={onChange} />
  if (kind === 'integer' && settings.bigint === true) return <TextDefault {...shared} value={settings.default} onChange={onChange} />
  const value = settings.default
  switch (kind) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={kind === 'number'}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
          hideControls
        />
      )
    case 'boolean':
      return (
        <Select
          {...shared}
          clearable
          placeholder={t`None`}
          data={[
            { value: 'true', label: t`Yes` },
            { value: 'false', label: t`No` },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === null ? undefined : next === 'true')}
        />
      )
    case 'enum':
      return <EnumDefault field={field} onChange={onChange} error={error} />
    case 'longText':
    case 'markdown':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={2}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      )
    default:
      return <TextDefault {...shared} type={kind === 'date' ? 'date' : 'text'} value={value} onChange={onChange} />
  }
}

function EnumDefault({ field, onChange, error }: DefaultInputProps) {
  const { many, default: value } = field.settings
  const data = draftOptions(field.settings)
    .filter((option) => option.value !== '')
    .map((option) => ({ value: option.value, label: option.label || option.value }))
  if (many === true)
    return (
      <MultiSelect
        label={t`Default`}
        data={unique(data)}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        error={error}
      />
    )
  return (
    <Select
      label={t`Default`}
      clearable
      placeholder={t`None`}
      data={unique(data)}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      error={error}
    />
  )
}

function unique<T extends { value: string }>(options: T[]): T[] {
  return options.filter(({ value }, index) => options.findIndex((other) => other.value === value) === index)
}

const jsonWords = {
  json: { description: t`JSON. A new entry begins with it.` },
  location: { description: t`As ${'{ "lat": 52.52, "lng": 13.405 }'}. A new entry begins with it.` },
}

interface TextDefaultProps {
  type?: 'date' | 'text'
  label: string
  description: string
  error: string | undefined
  value: unknown
  onChange: (value: unknown) => void
}

/** Also of numbers whose digits all count. */
function TextDefault({ value, onChange, ...shared }: TextDefaultProps) {
  return (
    <TextInput
      {...shared}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
