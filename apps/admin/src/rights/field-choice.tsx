import { t } from '@lingui/core/macro'
import { MultiSelect, Select } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'
import { useState } from 'react'
import classes from './rule-cards.module.css'

interface FieldChoiceProps {
  label: string
  types: readonly ContentTypeView[]
  /** Names, `*` for all that aren't private, `-` with a name for exceptions; absent means `*`. */
  value: string[] | undefined
  onChange: (value: string[] | undefined) => void
  fault: string | undefined
}

type Mode = 'all' | 'only' | 'but'

const modes: { value: Mode; label: string }[] = [
  { value: 'all', label: t`All that aren’t private` },
  { value: 'only', label: t`Only these` },
  { value: 'but', label: t`All but these` },
]

/** Which fields a rule gives, as somebody would say it. */
export function FieldChoice({ label, types, value, onChange, fault }: FieldChoiceProps) {
  const [mode, setMode] = useState<Mode>(() => modeOf(value))
  const { named, without } = partsOf(value)
  const fields = [...new Map(types.flatMap((type) => type.fields).map((field) => [field.name, field])).values()]
  const isChosen = mode === 'all' ? fields.filter((field) => field.private === true) : fields
  const chosen = mode === 'but' ? without : named
  const choose = (next: Mode) => {
    setMode(next)
    onChange(listOf(next, []))
  }
  const data = isChosen.map((field) => ({ value: field.name, label: field.label }))
  // Names that lead nowhere any more stay to be seen, and taken out.
  const gone = chosen.filter((name) => !data.some((one) => one.value === name)).map((name) => ({ value: name, label: name }))
  return (
    <div className={classes.choice}>
      <Select label={label} data={modes} value={mode} onChange={(next) => choose((next ?? 'all') as Mode)} error={fault} />
      {(mode !== 'all' || data.length + gone.length > 0) && (
        <MultiSelect
          aria-label={`${label}: ${mode === 'all' ? t`private ones too` : mode === 'only' ? t`only these` : t`all but these`}`}
          placeholder={chosen.length > 0 ? '' : mode === 'all' ? t`Private fields too…` : mode === 'only' ? t`None yet` : t`Choose fields`}
          data={[...data, ...gone]}
          value={chosen}
          onChange={(names) => onChange(listOf(mode, names))}
          searchable
        />
      )}
    </div>
  )
}

function listOf(mode: Mode, names: string[]): string[] | undefined {
  if (mode === 'only') return names
  if (mode === 'but') return names.length === 0 ? undefined : ['*', ...names.map((name) => `-${name}`)]
  return names.length === 0 ? undefined : ['*', ...names]
}

function modeOf(value: string[] | undefined): Mode {
  if (value === undefined || value.length === 0) return value === undefined ? 'all' : 'only'
  if (value.some((name) => name.startsWith('-'))) return 'but'
  return value.includes('*') ? 'all' : 'only'
}

function partsOf(value: string[] = []): { named: string[]; without: string[] } {
  return {
    named: value.filter((name) => name !== '*' && !name.startsWith('-')),
    without: value.filter((name) => name.startsWith('-')).map((name) => name.slice(1)),
  }
}
