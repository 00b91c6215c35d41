import type { MediaView } from '@verso/contract'
import { PersonName } from '../../parts/person-name.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { Time } from '../../parts/time.tsx'
import { formatBytes } from './format-bytes.ts'
import { hasAlt } from './media-facts.ts'
import classes from './media-grid.module.css'
import { Thumbnail } from './thumbnail.tsx'

export function MediaTable({ files, onOpen }: { files: MediaView[]; onOpen: (id: string) => void }) {
  return (
    <PlainTable
      label="Files"
      rows={files}
      keyOf={({ id }) => id}
      columns={[
        {
          label: 'Name',
          isTitle: true,
          cell: (file) => (
            <button type="button" className={classes.open} onClick={() => onOpen(file.id)}>
              <span className={classes.tiny}>
                <Thumbnail file={file} />
              </span>
              {file.filename}
            </button>
          ),
        },
        { label: 'Kind', cell: ({ mimeType }) => mimeType },
        {
          label: 'Size',
          cell: ({ bytes, width, height, sha256 }) =>
            sha256 === null ? (
              <span className={classes.warn}>Not fetched yet</span>
            ) : (
              `${formatBytes(bytes)}${width === null ? '' : `, ${width} × ${height}`}`
            ),
        },
        {
          label: 'Alt text',
          cell: (file) => (hasAlt(file) ? (Object.values(file.alt)[0] ?? '') : <span className={classes.warn}>Missing</span>),
        },
        {
          label: 'Uploaded',
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
