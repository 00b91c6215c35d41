import { t } from '@lingui/core/macro'
import { MultiSelect, TagsInput, TextInput } from '@mantine/core'
import { BoundSettings } from './bound-settings.tsx'
import { DefaultInput } from './default-input.tsx'
import { type DraftField, draftOptions, type SettingsPartProps, takes } from './draft-type.ts'
import { ExpressionSetting } from './expression-settings.tsx'
import { JsonSetting } from './json-setting.tsx'
import { NestedSettings } from './nested-settings.tsx'
import { OptionsEditor } from './options-editor.tsx'
import { ReferenceSettings } from './reference-settings.tsx'
import { TargetDeleteSetting } from './target-delete-setting.tsx'
import { ToolbarSettings } from './toolbar-settings.tsx'
import { UniqueSettings } from './unique-settings.tsx'

interface KindSettingsProps extends SettingsPartProps {
  fields: DraftField[]
  isInComponent: boolean
}

const mediaKinds = ['image/*', 'video/*', 'audio/*', 'application/pdf']

/** The settings that only some kinds take, as the model's table says. */
export function KindSettings({ field, fields, isInComponent, onChange, errorAt }: KindSettingsProps) {
  const { kind, settings } = field
  const sources = fields.filter((other) => other.key !== field.key && ['text', 'longText'].includes(other.kind) && other.name !== '')
  return (
    <>
      {takes(kind, 'options') && (
        <OptionsEditor options={draftOptions(settings)} onChange={(options) => onChange({ options })} error={errorAt('options')} />
      )}
      {takes(kind, 'to') && <ReferenceSettings field={field} onChange={onChange} errorAt={errorAt} />}
      {(takes(kind, 'components') || takes(kind, 'blocks')) && <NestedSettings field={field} onChange={onChange} errorAt={errorAt} />}
      {takes(kind, 'expression') && <ExpressionSetting field={field} onChange={onChange} errorAt={errorAt} />}
      {takes(kind, 'accept') && (
        <TagsInput
          label={t`Accepts`}
          description={t`Media types; none means all.`}
          data={mediaKinds}
          value={settings.accept ?? []}
          onChange={(accept) => onChange({ accept: accept.length === 0 ? undefined : accept })}
          error={errorAt('accept')}
        />
      )}
      {takes(kind, 'onTargetDelete') && <TargetDeleteSetting field={field} onChange={onChange} errorAt={errorAt} />}
      {takes(kind, 'from') && (
        <MultiSelect
          label={t`Proposed from`}
          data={sources.map(({ name, label }) => ({ value: name, label: label || name }))}
          value={settings.from ?? []}
          onChange={(from) => onChange({ from: from.length === 0 ? undefined : from })}
          error={errorAt('from')}
        />
      )}
      {takes(kind, 'min') && <BoundSettings field={field} onChange={onChange} errorAt={errorAt} />}
      {takes(kind, 'pattern') && (
        <TextInput
          label={t`Pattern`}
          description={t`A regular expression that the whole value has to match.`}
          classNames={{ input: 'verso-code' }}
          value={settings.pattern ?? ''}
          onChange={(event) => onChange({ pattern: event.currentTarget.value || undefined })}
          error={errorAt('pattern')}
        />
      )}
      {takes(kind, 'schema') && (
        <JsonSetting
          label={t`JSON Schema`}
          description={t`2020-12. A value has to keep it to be published.`}
          value={settings.schema}
          onChange={(schema) => onChange({ schema })}
          error={errorAt('schema')}
        />
      )}
      {takes(kind, 'toolbar') && <ToolbarSettings field={field} onChange={onChange} errorAt={errorAt} />}
      {takes(kind, 'unique') && !isInComponent && <UniqueSettings field={field} fields={fields} onChange={onChange} errorAt={errorAt} />}
      {takes(kind, 'default') && (
        <DefaultInput field={field} onChange={(value) => onChange({ default: value })} error={errorAt('default')} />
      )}
    </>
  )
}
