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
        <Note tone="warn" title="The file itself is not here yet.">
          <p>
            {file.sourceUrl === null ? 'It could not be fetched when it was imported.' : 'It could not be fetched from '}
            {file.sourceUrl !== null && <span className={classes.address}>{file.sourceUrl}</span>}
          </p>
        </Note>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>Kind</dt>
          <dd>{file.mimeType}</dd>
        </div>
        {file.sha256 !== null && (
          <div>
            <dt>Size</dt>
            <dd>
              {formatBytes(file.bytes)}
              {file.width !== null && `, ${file.width} × ${file.height}`}
            </dd>
          </div>
        )}
        <div>
          <dt>Uploaded</dt>
          <dd>
            <Time at={file.createdAt} /> by <PersonName actor={file.createdBy} />
          </dd>
        </div>
      </dl>
      {address !== null && (
        <div className={classes.link}>
          <code>{address}</code>
          <Copy value={address} label="address" compact />
        </div>
      )}
    </>
  )
}
