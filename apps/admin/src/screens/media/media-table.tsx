import { t } from '@lingui/core/macro'
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
      label={t`Files`}
      rows={files}
      keyOf={({ id }) => id}
      columns={[
        {
          label: t`Name`,
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
        { label: t`Kind`, cell: ({ mimeType }) => mimeType },
        {
          label: t`Size`,
          cell: ({ bytes, width, height, sha256 }) =>
            sha256 === null ? (
              <span className={classes.warn}>{t`Not fetched yet`}</span>
            ) : (
              `${formatBytes(bytes)}${width === null ? '' : `, ${width} × ${height}`}`
            ),
        },
        {
          label: t`Alt text`,
          cell: (file) => (hasAlt(file) ? (Object.values(file.alt)[0] ?? '') : <span className={classes.warn}>{t`Missing`}</span>),
        },
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
