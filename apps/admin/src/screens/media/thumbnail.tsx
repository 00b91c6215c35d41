import { type Icon, IconCloudDownload, IconFile, IconFileText, IconMusic, IconVideo } from '@tabler/icons-react'
import type { MediaView } from '@verso/contract'
import { useState } from 'react'
import classes from './media-grid.module.css'

/** The picture itself, or a sign of what the file is. */
export function Thumbnail({ file }: { file: MediaView }) {
  const [isBroken, setIsBroken] = useState(false)
  if (file.url !== null && file.sha256 !== null && file.mimeType.startsWith('image/') && !isBroken) {
    return <img src={file.url} alt="" loading="lazy" decoding="async" className={classes.image} onError={() => setIsBroken(true)} />
  }
  const FileIcon = file.sha256 === null ? IconCloudDownload : (icons[file.mimeType.split('/')[0] ?? ''] ?? IconFile)
  return <FileIcon size={32} stroke={1.25} aria-hidden className={classes.sign} />
}

const icons: Record<string, Icon> = { video: IconVideo, audio: IconMusic, text: IconFileText, application: IconFileText }
