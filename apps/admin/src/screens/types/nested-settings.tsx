import { Anchor, MultiSelect, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { modelTypesQuery } from '../../api/types.ts'
import type { SettingsPartProps } from './draft-type.ts'

/** Which components stand inside: the one that a component field is made of, or those that may be inserted as blocks. */
export function NestedSettings({ field: { kind, settings }, onChange, errorAt }: SettingsPartProps) {
  const { data: types = [] } = useQuery(modelTypesQuery())
  const data = types.filter((type) => type.kind === 'component').map(({ name, label }) => ({ value: name, label }))
  const description = data.length === 0 ? 'There are no components yet.' : undefined
  return (
    <div>
      {kind === 'component' ? (
        <Select
          label="Component"
          description={description}
          data={data}
          placeholder="Choose a component"
          value={settings.components?.[0] ?? null}
          onChange={(name) => onChange({ components: name === null ? undefined : [name] })}
          error={errorAt('components')}
        />
      ) : (
        <MultiSelect
          label="Blocks"
          description={description ?? 'Components that editors may insert here.'}
          data={data}
          placeholder={settings.blocks?.length ? '' : 'Choose components'}
          value={settings.blocks ?? []}
          onChange={(blocks) => onChange({ blocks })}
          error={errorAt('blocks')}
        />
      )}
      {data.length === 0 && (
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/settings/types/new" search={{ kind: 'component' }} />}>
          Make a component
        </Anchor>
      )}
    </div>
  )
}
