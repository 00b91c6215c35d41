import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAnnounce } from './use-announce.ts'

interface CopyProps {
  value: string
  /** Said of what is copied: "token". */
  label: string
  compact?: boolean
}

/** Copies a text, and says so on itself. */
export function Copy({ value, label, compact = false }: CopyProps) {
  const [isCopied, setIsCopied] = useState(false)
  const announce = useAnnounce()
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), 2500)
    return () => clearTimeout(timer)
  }, [isCopied])

  async function copy() {
    await navigator.clipboard.writeText(value)
    setIsCopied(true)
    announce(t`Copied the ${label}`)
  }

  return (
    <Button
      size={compact ? 'compact-sm' : 'sm'}
      miw={compact ? 84 : 104}
      leftSection={isCopied ? <IconCheck size={16} stroke={1.75} aria-hidden /> : <IconCopy size={16} stroke={1.75} aria-hidden />}
      onClick={copy}
      aria-label={isCopied ? t`Copied the ${label}` : t`Copy the ${label}`}
    >
      {isCopied ? t`Copied` : t`Copy`}
    </Button>
  )
}
