import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { type DraftField, type SettingsPartProps, takes } from './draft-type.ts'

/** Whether two published entries may hold the same value, and among which entries that is asked. */
export function UniqueSettings({ field, fields, onChange, errorAt }: SettingsPartProps & { fields: DraftField[] }) {
  const { unique, uniqueWithin, localized } = field.settings
  const others = fields.filter((other) => other.key !== field.key && other.name !== '' && takes(other.kind, 'unique'))
  const choices = [
    { value: 'no', label: t`May be the same in several entries` },
    { value: 'true', label: localized === true ? t`Unique in each language` : t`Unique in this type` },
    ...(localized === true || unique === 'type' ? [{ value: 'type', label: t`Unique across all languages` }] : []),
  ]
  return (
    <>
      <Select
        label={t`Uniqueness`}
        description={t`Of published entries; drafts may clash.`}
        data={choices}
        allowDeselect={false}
        value={unique === undefined || unique === false ? 'no' : String(unique)}
        onChange={(choice) =>
          onChange(choice === 'no' ? { unique: undefined, uniqueWithin: undefined } : { unique: choice === 'type' ? 'type' : true })
        }
        error={errorAt('unique')}
      />
      {unique !== undefined && unique !== false && (
        <Select
          label={t`Only among entries with the same`}
          data={others.map(({ name, label }) => ({ value: name, label: label || name }))}
          clearable
          placeholder={t`All entries of the type`}
          value={uniqueWithin ?? null}
          onChange={(name) => onChange({ uniqueWithin: name ?? undefined })}
          error={errorAt('uniqueWithin')}
        />
      )}
    </>
  )
}
