import { t } from '@lingui/core/macro'
import { IconFile, IconPhotoOff } from '@tabler/icons-react'
import type { MediaView } from '@verso/contract'
import { describeFile } from '../describe-file.ts'
import classes from './picker.module.css'

/** One file to choose. */
export function MediaTile({ file, isChosen, onPick }: { file: MediaView; isChosen: boolean; onPick: () => void }) {
  const isPicture = file.mimeType.startsWith('image/')
  return (
    <button
      type="button"
      className={classes.tile}
      aria-disabled={isChosen || undefined}
      onClick={() => !isChosen && onPick()}
      title={file.filename}
    >
      {isPicture && file.url !== null ? (
        <img src={file.url} alt="" loading="lazy" className={classes.picture} />
      ) : (
        <span className={classes.picture}>
          {isPicture ? <IconPhotoOff size={28} stroke={1.25} aria-hidden /> : <IconFile size={28} stroke={1.25} aria-hidden />}
        </span>
      )}
      <span className={classes.tileName}>{file.filename}</span>
      <span className={classes.tileFacts}>{isChosen ? t`Chosen` : describeFile(file)}</span>
    </button>
  )
}
