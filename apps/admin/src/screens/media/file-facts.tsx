import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { MediaView } from '@verso/contract'
import { Copy } from '../../parts/copy.tsx'
import { Note } from '../../parts/note.tsx'
import { PersonName } from '../../parts/person-name.tsx'
import { Time } from '../../parts/time.tsx'
import { formatBytes } from './format-bytes.ts'
import classes from './media-details.module.css'
import { Thumbnail } from './thumbnail.tsx'

export function FileFacts({ file }: { file: MediaView }) {
  const address = file.url === null ? null : new URL(file.url, location.origin).href
  return (
    <>
      <div className={classes.preview}>
        <Thumbnail file={file} />
      </div>
      {file.sha256 === null && (
        <Note tone="warn" title={t`The file itself is not here yet.`}>
          <p>
            {file.sourceUrl === null ? (
              t`It could not be fetched when it was imported.`
            ) : (
              <Trans>
                It could not be fetched from <span className={classes.address}>{file.sourceUrl}</span>
              </Trans>
            )}
          </p>
        </Note>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>{t`Kind`}</dt>
          <dd>{file.mimeType}</dd>
        </div>
        {file.sha256 !== null && (
          <div>
            <dt>{t`Size`}</dt>
            <dd>
              {formatBytes(file.bytes)}
              {file.width !== null && `, ${file.width} × ${file.height}`}
            </dd>
          </div>
        )}
        <div>
          <dt>{t`Uploaded`}</dt>
          <dd>
            <Trans>
              <Time at={file.createdAt} /> by <PersonName actor={file.createdBy} />
            </Trans>
          </dd>
        </div>
      </dl>
      {address !== null && (
        <div className={classes.link}>
          <code>{address}</code>
          <Copy value={address} label={t`address`} compact />
        </div>
      )}
    </>
  )
}
