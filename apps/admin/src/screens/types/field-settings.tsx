import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { type FieldKindName, fieldKinds } from '@verso/model'
import { issuesAt } from '../../api/api-problem.ts'
import { type DraftField, type FieldSettings as Settings, kindsNotIn, takes } from './draft-type.ts'
import { ConditionSettings } from './expression-settings.tsx'
import { kindGroups } from './kind-icons.ts'
import { KindSettings } from './kind-settings.tsx'
import classes from './types.module.css'
import type { TypeDraft } from './use-type-draft.ts'

interface FieldSettingsProps {
  field: DraftField
  index: number
  builder: TypeDraft
  problem: unknown
}

const switches: { setting: keyof Settings; label: string; help: string }[] = [
  { setting: 'required', label: 'Required', help: 'Drafts may lack it; publications may not.' },
  { setting: 'bigint', label: 'Any size', help: 'Whole numbers of any length, given as texts.' },
  { setting: 'many', label: 'More than one', help: 'A list of values, in their order.' },
  { setting: 'localized', label: 'Translated', help: 'Each language has its own value.' },
  { setting: 'searchable', label: 'Searchable', help: 'Full-text search looks here.' },
  { setting: 'indexed', label: 'Indexed', help: 'Filters and sorts on it stay fast in large types.' },
  { setting: 'private', label: 'Private', help: 'Read only where a rule names it.' },
]

/** Nobody writes into a computed field, and its languages follow from what it is made of. */
const settingsOfInput: (keyof Settings)[] = ['required', 'localized']

export function FieldSettings({ field, index, builder, problem }: FieldSettingsProps) {
  const errorAt = (member: string) => issuesAt(problem, `/fields/${index}/${member}`)[0]
  const set = (change: Partial<Record<keyof Settings, unknown>>) => builder.changeSetting(field.key, change)
  const isInComponent = builder.draft.kind === 'component'
  const without = kindsNotIn(builder.draft)
  return (
    <Stack gap="md" mt="md">
      <TextInput
        label="Label"
        autoFocus={field.label === ''}
        value={field.label}
        onChange={(event) => builder.changeField(field.key, { label: event.currentTarget.value })}
        error={errorAt('label')}
        placeholder="Publication date"
      />
      <TextInput
        label="Name"
        description="In the API. Renaming keeps every value."
        classNames={{ input: 'verso-code' }}
        value={field.name}
        onChange={(event) => builder.changeField(field.key, { name: event.currentTarget.value, isNameOwn: true })}
        error={errorAt('name')}
      />
      <Select
        label="Kind"
        data={kindGroups.map(({ label, kinds }) => ({
          group: label,
          items: kinds.filter((kind) => !without.includes(kind)).map((kind) => ({ value: kind, label: fieldKinds[kind].label })),
        }))}
        value={field.kind}
        onChange={(kind) => kind !== null && builder.changeField(field.key, { kind: kind as FieldKindName })}
        error={errorAt('kind')}
      />
      <KindSettings field={field} fields={builder.draft.fields} isInComponent={isInComponent} onChange={set} errorAt={errorAt} />
      <Textarea
        label="Help"
        description="Shown to editors under the field."
        autosize
        minRows={1}
        value={field.settings.help ?? ''}
        onChange={(event) => set({ help: event.currentTarget.value })}
        error={errorAt('help')}
      />
      <ConditionSettings field={field} onChange={set} errorAt={errorAt} />
      <Switches field={field} onChange={set} errorAt={errorAt} />
    </Stack>
  )
}

interface SwitchesProps {
  field: DraftField
  onChange: (change: Partial<Record<keyof Settings, unknown>>) => void
  errorAt: (member: string) => string | undefined
}

/** The settings that are on or off, as far as the kind takes them. */
function Switches({ field, onChange, errorAt }: SwitchesProps) {
  return (
    <div className={classes.switches}>
      {switches
        .filter(({ setting }) => takes(field.kind, setting) && !(field.kind === 'computed' && settingsOfInput.includes(setting)))
        .map(({ setting, label, help }) => (
          <Switch
            key={setting}
            label={label}
            description={help}
            checked={field.settings[setting] === true}
            onChange={(event) => onChange({ [setting]: event.currentTarget.checked || undefined })}
            error={errorAt(setting)}
          />
        ))}
    </div>
  )
}
