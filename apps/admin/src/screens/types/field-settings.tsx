import { t } from '@lingui/core/macro'
import { Select, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import type { FieldKindName } from '@verso/model'
import { issuesAt } from '../../api/api-problem.ts'
import { type DraftField, type FieldSettings as Settings, kindsNotIn, takes } from './draft-type.ts'
import { ConditionSettings } from './expression-settings.tsx'
import { kindGroups, kindSigns } from './kind-icons.ts'
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
  { setting: 'required', label: t`Required`, help: t`Drafts may lack it; publications may not.` },
  { setting: 'bigint', label: t`Any size`, help: t`Whole numbers of any length, given as texts.` },
  { setting: 'many', label: t`More than one`, help: t`A list of values, in their order.` },
  { setting: 'localized', label: t`Translated`, help: t`Each language has its own value.` },
  { setting: 'searchable', label: t`Searchable`, help: t`Full-text search looks here.` },
  { setting: 'indexed', label: t`Indexed`, help: t`Filters and sorts on it stay fast in large types.` },
  { setting: 'private', label: t`Private`, help: t`Read only where a rule names it.` },
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
        label={t`Label`}
        autoFocus={field.label === ''}
        value={field.label}
        onChange={(event) => builder.changeField(field.key, { label: event.currentTarget.value })}
        error={errorAt('label')}
        placeholder={t`Publication date`}
      />
      <TextInput
        label={t`Name`}
        description={t`In the API. Renaming keeps every value.`}
        classNames={{ input: 'verso-code' }}
        value={field.name}
        onChange={(event) => builder.changeField(field.key, { name: event.currentTarget.value, isNameOwn: true })}
        error={errorAt('name')}
      />
      <Select
        label={t`Kind`}
        data={kindGroups.map(({ label, kinds }) => ({
          group: label,
          items: kinds.filter((kind) => !without.includes(kind)).map((kind) => ({ value: kind, label: kindSigns[kind].label })),
        }))}
        value={field.kind}
        onChange={(kind) => kind !== null && builder.changeField(field.key, { kind: kind as FieldKindName })}
        error={errorAt('kind')}
      />
      <KindSettings field={field} fields={builder.draft.fields} isInComponent={isInComponent} onChange={set} errorAt={errorAt} />
      <Textarea
        label={t`Help`}
        description={t`Shown to editors under the field.`}
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
