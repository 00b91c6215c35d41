import { t } from '@lingui/core/macro'
import { Checkbox, Stack } from '@mantine/core'
import type { RoleView } from '@verso/contract'

interface RoleChoiceProps {
  roles: RoleView[]
  value: string[]
  onChange: (names: string[]) => void
  error: string | undefined
}

/** What a person may do is the sum of the chosen roles. */
export function RoleChoice({ roles, value, onChange, error }: RoleChoiceProps) {
  return (
    <Checkbox.Group label={t`Roles`} description={t`Rights add up.`} value={value} onChange={onChange} error={error}>
      <Stack gap="xs" mt="xs">
        {roles
          .filter(({ name }) => name !== 'public')
          .map(({ name, label, description }) => (
            <Checkbox key={name} value={name} label={label} description={description} />
          ))}
      </Stack>
    </Checkbox.Group>
  )
}
