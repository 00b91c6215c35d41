import { t } from '@lingui/core/macro'
import type { MediaView } from '@verso/contract'
import { PersonName } from '../../parts/person-name.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Time } from '../../parts/time.tsx'
import { formatBytes } from './format-bytes.ts'
import { hasAlt } from './media-facts.ts'
import { Choose } from './media-grid.tsx'
import classes from './media-grid.module.css'
import { Thumbnail } from './thumbnail.tsx'
import type { Selection } from './use-selection.ts'

interface MediaTableProps {
  files: MediaView[]
  selection: Selection | null
  onOpen: (id: string) => void
}

export function MediaTable({ files, selection, onOpen }: MediaTableProps) {
  return (
    <PlainTable
      label={t`Files`}
      rows={files}
      keyOf={({ id }) => id}
      columns={[
        {
          label: t`Name`,
          isTitle: true,
          cell: (file) => (
            <span className={classes.title}>
              {selection !== null && <Choose file={file} selection={selection} />}
              <button type="button" className={classes.open} onClick={() => onOpen(file.id)}>
                <span className={classes.tiny}>
                  <Thumbnail file={file} />
                </span>
                {file.filename}
              </button>
            </span>
          ),
        },
        { label: t`Kind`, cell: ({ mimeType }) => mimeType },
        { label: t`Size`, cell: (file) => <Size file={file} /> },
        {
          label: t`Alt text`,
          cell: (file) => (hasAlt(file) ? (Object.values(file.alt)[0] ?? '') : <span className={classes.warn}>{t`Missing`}</span>),
        },
        { label: t`Tags`, cell: ({ tags }) => tags.join(', ') },
        {
          label: t`Uploaded`,
          cell: ({ createdAt, createdBy }) => (
            <>
              <Time at={createdAt} />{' '}
              <span className="verso-dimmed">
                <PersonName actor={createdBy} />
              </span>
            </>
          ),
        },
      ]}
    />
  )
}

function Size({ file: { bytes, width, height, sha256 } }: { file: MediaView }) {
  if (sha256 === null) return <span className={classes.warn}>{t`Not fetched yet`}</span>
  return <>{`${formatBytes(bytes)}${width === null ? '' : `, ${width} × ${height}`}`}</>
}
