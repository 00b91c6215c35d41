import { t } from '@lingui/core/macro'
import type { MediaView } from '@verso/contract'
import { hasAlt } from './media-facts.ts'
import classes from './media-grid.module.css'
import { Thumbnail } from './thumbnail.tsx'

export function MediaGrid({ files, openId, onOpen }: { files: MediaView[]; openId: string | undefined; onOpen: (id: string) => void }) {
  return (
    <ul className={classes.grid} aria-label={t`Files`}>
      {files.map((file) => (
        <li key={file.id}>
          <button type="button" className={classes.card} onClick={() => onOpen(file.id)} data-open={file.id === openId || undefined}>
            <span className={classes.picture}>
              <Thumbnail file={file} />
            </span>
            <span className={classes.name}>{file.filename}</span>
            <span className={classes.facts}>
              {file.sha256 === null ? (
                <span className={classes.warn}>{t`Not fetched yet`}</span>
              ) : hasAlt(file) ? (
                kindOf(file)
              ) : (
                <span className={classes.warn}>{t`No alt text`}</span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function kindOf({ mimeType, width, height }: MediaView): string {
  return width !== null && height !== null ? `${width} × ${height}` : (mimeType.split('/')[1] ?? mimeType)
}
