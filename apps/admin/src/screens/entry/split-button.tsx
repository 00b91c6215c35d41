import { t } from '@lingui/core/macro'
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconColumns2 } from '@tabler/icons-react'
import { useSource } from './use-source.ts'

/** Puts another language beside the one that is being written. */
export function SplitButton() {
  const { source, isChoice, open, close } = useSource()
  if (!isChoice) return null
  const isOn = source !== null
  return (
    <Tooltip label={isOn ? t`Close side by side` : t`Two languages side by side`}>
      <ActionIcon
        size={32}
        variant={isOn ? 'light' : 'subtle'}
        aria-label={t`Two languages side by side`}
        aria-pressed={isOn}
        onClick={() => (isOn ? close() : open())}
      >
        <IconColumns2 size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
