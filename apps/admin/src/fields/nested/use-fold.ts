import { useEffect, useState } from 'react'
import { useRevealed } from './use-revealed.ts'

/** Open or folded; what is to be seen inside opens it. */
export function useFold(pointer: string, isOpenAtFirst: boolean): [boolean, (isOpen: boolean) => void] {
  const revealed = useRevealed()
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  useEffect(() => {
    if (revealed?.pointer.startsWith(`${pointer}/`) === true) setIsOpen(true)
  }, [revealed, pointer])
  return [isOpen, setIsOpen]
}
