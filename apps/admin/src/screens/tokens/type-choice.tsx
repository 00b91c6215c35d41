import { t } from '@lingui/core/macro'
import { Checkbox, Stack } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'

interface TypeChoiceProps {
  types: ContentTypeView[]
  value: string[]
  onChange: (names: string[]) => void
  error: string | undefined
}

export function TypeChoice({ types, value, onChange, error }: TypeChoiceProps) {
  return (
    <Checkbox.Group label={t`Types that it reads`} value={value} onChange={onChange} error={error}>
      <Stack gap="xs" mt="xs">
        {types.map(({ name, label }) => (
          <Checkbox key={name} value={name} label={label} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
