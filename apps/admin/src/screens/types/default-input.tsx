import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { DraftField } from './draft-type.ts'

interface DefaultInputProps {
  field: DraftField
  onChange: (value: unknown) => void
  error: string | undefined
}

/** The value that a new entry begins with, asked for as the kind wants it. */
export function DefaultInput({ field, onChange, error }: DefaultInputProps) {
  const shared = { label: 'Default', description: 'A new entry begins with it.', error }
  const { kind, settings } = field
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
          placeholder="None"
          data={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === null ? undefined : next === 'true')}
        />
      )
    case 'enum':
      return <EnumDefault field={field} onChange={onChange} error={error} />
    case 'json':
      return <JsonDefault field={field} onChange={onChange} error={error} />
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
      return (
        <TextInput
          {...shared}
          type={kind === 'date' ? 'date' : 'text'}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      )
  }
}

function EnumDefault({ field, onChange, error }: DefaultInputProps) {
  const { options = [], many, default: value } = field.settings
  const data = options
    .map((option) => (typeof option === 'string' ? { value: option, label: option } : option))
    .filter((option) => option.value !== '')
  if (many === true)
    return (
      <MultiSelect
        label="Default"
        data={unique(data)}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        error={error}
      />
    )
  return (
    <Select
      label="Default"
      clearable
      placeholder="None"
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

function JsonDefault({ field, onChange, error }: DefaultInputProps) {
  const [text, setText] = useState(() => (field.settings.default === undefined ? '' : JSON.stringify(field.settings.default, null, 2)))
  const [fault, setFault] = useState<string | null>(null)
  const change = (next: string) => {
    setText(next)
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next))
      setFault(null)
    } catch {
      setFault('This is not JSON yet.')
    }
  }
  return (
    <Textarea
      label="Default"
      autosize
      minRows={2}
      classNames={{ input: 'verso-code' }}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      error={fault ?? error}
    />
  )
}
