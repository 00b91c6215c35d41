import { t } from '@lingui/core/macro'
import { Checkbox } from '@mantine/core'
import type { MediaView } from '@verso/contract'
import { hasAlt } from './media-facts.ts'
import classes from './media-grid.module.css'
import { Thumbnail } from './thumbnail.tsx'
import type { Selection } from './use-selection.ts'

interface MediaGridProps {
  files: MediaView[]
  openId: string | undefined
  /** Null where nothing can be done with several. */
  selection: Selection | null
  onOpen: (id: string) => void
}

export function MediaGrid({ files, openId, selection, onOpen }: MediaGridProps) {
  return (
    <ul className={classes.grid} aria-label={t`Files`}>
      {files.map((file) => (
        <li key={file.id} className={classes.item}>
          <button
            type="button"
            className={classes.card}
            onClick={() => onOpen(file.id)}
            data-open={file.id === openId || selection?.has(file.id) || undefined}
          >
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
          {selection !== null && <Choose file={file} selection={selection} />}
        </li>
      ))}
    </ul>
  )
}

/** Shows while something is chosen, and to whoever points at the file or comes by keyboard. */
export function Choose({ file: { id, filename }, selection }: { file: MediaView; selection: Selection }) {
  return (
    <Checkbox
      className={classes.choose ?? ''}
      data-shown={selection.ids.size > 0 || undefined}
      aria-label={t`Select ${filename}`}
      checked={selection.has(id)}
      onChange={() => selection.toggle(id)}
    />
  )
}

function kindOf({ mimeType, width, height }: MediaView): string {
  return width !== null && height !== null ? `${width} × ${height}` : (mimeType.split('/')[1] ?? mimeType)
}
