import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import { type FieldKindName, fieldKindNames, fieldKinds } from '@verso/model'
import { issuesAt } from '../../api/api-problem.ts'
import { type DraftField, type FieldSettings as Settings, takes } from './draft-type.ts'
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
  { setting: 'unique', label: 'Unique', help: 'No two published entries hold the same value.' },
  { setting: 'many', label: 'More than one', help: 'A list of values, in their order.' },
  { setting: 'localized', label: 'Translated', help: 'Each language has its own value.' },
  { setting: 'searchable', label: 'Searchable', help: 'Full-text search looks here.' },
  { setting: 'indexed', label: 'Indexed', help: 'Filters and sorts on it stay fast in large types.' },
  { setting: 'private', label: 'Private', help: 'Read only where a rule names it.' },
]

export function FieldSettings({ field, index, builder, problem }: FieldSettingsProps) {
  const errorAt = (member: string) => issuesAt(problem, `/fields/${index}/${member}`)[0]
  const set = (change: Partial<Record<keyof Settings, unknown>>) => builder.changeSetting(field.key, change)
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
        data={fieldKindNames.map((kind) => ({ value: kind, label: fieldKinds[kind].label }))}
        value={field.kind}
        onChange={(kind) => kind !== null && builder.changeField(field.key, { kind: kind as FieldKindName })}
        error={errorAt('kind')}
      />
      <KindSettings field={field} fields={builder.draft.fields} onChange={set} errorAt={errorAt} />
      <Textarea
        label="Help"
        description="Shown to editors under the field."
        autosize
        minRows={1}
        value={field.settings.help ?? ''}
        onChange={(event) => set({ help: event.currentTarget.value })}
        error={errorAt('help')}
      />
      <div className={classes.switches}>
        {switches
          .filter(({ setting }) => takes(field.kind, setting))
          .map(({ setting, label, help }) => (
            <Switch
              key={setting}
              label={label}
              description={help}
              checked={field.settings[setting] === true}
              onChange={(event) => set({ [setting]: event.currentTarget.checked || undefined })}
              error={errorAt(setting)}
            />
          ))}
      </div>
    </Stack>
  )
}
