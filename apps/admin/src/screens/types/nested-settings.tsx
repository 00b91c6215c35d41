import { t } from '@lingui/core/macro'
import { Anchor, MultiSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { modelTypesQuery } from '../../api/types.ts'
import type { SettingsPartProps } from './draft-type.ts'

/** Which components stand inside: the one that a component field is made of, or those that may be inserted as blocks. */
export function NestedSettings({ field: { kind, settings }, onChange, errorAt }: SettingsPartProps) {
  const { data: types = [] } = useQuery(modelTypesQuery())
  const data = types.filter((type) => type.kind === 'component').map(({ name, label }) => ({ value: name, label }))
  const description = data.length === 0 ? t`There are no components yet.` : undefined
  return (
    <div>
      {kind === 'component' ? (
        <Select
          label={t`Component`}
          description={description}
          data={data}
          placeholder={t`Choose a component`}
          value={settings.components?.[0] ?? null}
          onChange={(name) => onChange({ components: name === null ? undefined : [name] })}
          error={errorAt('components')}
        />
      ) : (
        <MultiSelect
          label={t`Blocks`}
          description={description ?? t`Components that editors may insert here.`}
          data={data}
          placeholder={settings.blocks?.length ? '' : t`Choose components`}
          value={settings.blocks ?? []}
          onChange={(blocks) => onChange({ blocks })}
          error={errorAt('blocks')}
        />
      )}
      {data.length === 0 && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/settings/types/new" search={{ kind: 'component' }} />}>
          {t`Make a component`}
        </Anchor>
      )}
    </div>
  )
}
