import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import type { SettingsPartProps } from './draft-type.ts'

const choices = [
  { value: 'refuse', label: t`Refuse to delete it` },
  { value: 'clear', label: t`Take the link out` },
  { value: 'leave', label: t`Leave the link, marked` },
]

/** What happens when what a link leads to is deleted or unpublished. Links in rich text are words of people: they are never taken out. */
export function TargetDeleteSetting({ field: { kind, settings }, onChange, errorAt }: SettingsPartProps) {
  return (
    <Select
      label={t`If its target is deleted`}
      description={t`Also if an entry is unpublished.`}
      data={kind === 'richText' ? choices.filter(({ value }) => value !== 'clear') : choices}
      value={settings.onTargetDelete ?? null}
      placeholder={
        kind === 'media' ? t`Refuse to delete it` : kind === 'reference' ? t`Leave the link, marked` : t`Entries leave, files refuse`
      }
      clearable
      onChange={(onTargetDelete) => onChange({ onTargetDelete: onTargetDelete ?? undefined })}
      error={errorAt('onTargetDelete')}
    />
  )
}
