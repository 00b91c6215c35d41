import { useCallback, useEffect, useState } from 'react'
import { foldedFrom } from './depth.ts'
import { useRevealed } from './use-revealed.ts'

/** A long list begins as its outline. */
const mostOpen = 12

export interface OpenItems {
  isOpen: (key: string) => boolean
  set: (key: string, isOpen: boolean) => void
  setAll: (isOpen: boolean) => void
}

/** Which items of a list are open; what is to be seen inside one opens it. */
export function useOpenItems({ pointer, depth, count }: { pointer: string; depth: number; count: number }): OpenItems {
  const revealed = useRevealed()
  const [isOpenByDefault, setDefault] = useState(depth < foldedFrom && count <= mostOpen)
  const [own, setOwn] = useState<ReadonlyMap<string, boolean>>(new Map())
  const set = useCallback((key: string, isOpen: boolean) => setOwn((before) => new Map(before).set(key, isOpen)), [])
  useEffect(() => {
    if (revealed?.pointer.startsWith(`${pointer}/`) !== true) return
    const key = revealed.pointer.slice(pointer.length + 1).split('/')[0]
    if (key !== undefined) set(key, true)
  }, [revealed, pointer, set])
  return {
    isOpen: (key) => own.get(key) ?? isOpenByDefault,
    set,
    setAll: (isOpen) => {
      setDefault(isOpen)
      setOwn(new Map())
    },
  }
}
