import { t } from '@lingui/core/macro'
import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import classes from './drop-area.module.css'

interface DropAreaProps {
  isOn: boolean
  onFiles: (files: File[]) => void
  children: ReactNode
}

/** Takes files dropped or pasted anywhere on the screen. */
export function DropArea({ isOn, onFiles, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    if (!isOn) return
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length > 0) latest.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [isOn])
  if (!isOn) return children

  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const over = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setIsOver(true)
  }
  const leave = (event: DragEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false)
  }
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    setIsOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button
    <div className={classes.root} onDragOver={over} onDragLeave={leave} onDrop={drop}>
      {children}
      {isOver && (
        <div className={classes.over} aria-hidden>
          <IconUpload size={28} stroke={1.5} />
          {t`Drop to upload`}
        </div>
      )}
    </div>
  )
}
