import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

interface SettledText {
  text: string
  change: (next: string) => void
  /** What was typed counts now: the field is left. */
  settle: () => void
}

/** Text that shows at once and counts when typing rests, such as what goes into the address; what changes it elsewhere shows too. */
export function useSettledText(value: string, onSettle: (text: string) => void): SettledText {
  const [text, setText] = useState(value)
  const known = useRef(value)
  const settle = useDebouncedCallback((next: string) => {
    known.current = next
    onSettle(next)
  }, 220)
  useEffect(() => {
    // The own words that come back don't overwrite what was typed since.
    if (value !== known.current) setText(value)
    known.current = value
  }, [value])
  const change = (next: string) => {
    setText(next)
    settle(next)
  }
  return { text, change, settle: settle.flush }
}
