import { t } from '@lingui/core/macro'
import { Textarea } from '@mantine/core'
import { useState } from 'react'

interface JsonSettingProps {
  label: string
  description: string
  value: unknown
  onChange: (value: unknown) => void
  error: string | undefined
}

/** A setting that is written as JSON. What doesn't parse yet is kept on the screen, with the reason. */
export function JsonSetting({ label, description, value, onChange, error }: JsonSettingProps) {
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [fault, setFault] = useState<string | null>(null)
  const change = (next: string) => {
    setText(next)
    try {
      onChange(next.trim() === '' ? undefined : JSON.parse(next))
      setFault(null)
    } catch {
      setFault(t`This is not JSON yet; the value before it holds.`)
    }
  }
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      classNames={{ input: 'verso-code' }}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      error={fault ?? error}
    />
  )
}
