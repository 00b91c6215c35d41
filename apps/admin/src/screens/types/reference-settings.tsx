import { t } from '@lingui/core/macro'
import { MultiSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { typesQuery } from '../../api/types.ts'
import type { SettingsPartProps } from './draft-type.ts'

const missingTargets = [
  { value: 'absent', label: t`Leave it out` },
  { value: 'refuse', label: t`Refuse to publish` },
  { value: 'publish', label: t`Publish it together` },
]

/** Where a reference may lead, and what happens at publish when its target isn't published. */
export function ReferenceSettings({ field: { settings }, onChange, errorAt }: SettingsPartProps) {
  const { data: types = [] } = useQuery(typesQuery())
  return (
    <>
      <MultiSelect
        label={t`Leads to`}
        description={t`Entries of these types.`}
        data={types.map(({ name, label }) => ({ value: name, label }))}
        value={settings.to ?? []}
        onChange={(to) => onChange({ to })}
        placeholder={settings.to?.length ? '' : t`Choose types`}
        error={errorAt('to')}
      />
      <Select
        label={t`If its target is not published`}
        data={missingTargets}
        value={settings.onMissingTarget ?? 'absent'}
        onChange={(onMissingTarget) => onChange({ onMissingTarget: onMissingTarget ?? undefined })}
        error={errorAt('onMissingTarget')}
      />
    </>
  )
}
