import { t } from '@lingui/core/macro'
import { Button, Progress } from '@mantine/core'
import classes from './picker.module.css'
import type { UploadState } from './use-uploads.ts'

/** What is on its way, in words and as a bar; what failed can be tried again. */
export function Uploads({ uploads, onDismiss }: { uploads: UploadState[]; onDismiss: (key: number) => void }) {
  if (uploads.length === 0) return null
  return (
    <ul className={classes.uploads} aria-label={t`Uploads`}>
      {uploads.map(({ key, file, part, problem, retry, cancel }) => (
        <li key={key} className={classes.upload}>
          <span className={classes.uploadName}>{file.name}</span>
          {problem === null ? (
            <>
              <span className={classes.tileFacts}>
                {part === 0 ? t`Waiting` : part < 1 ? `${Math.round(part * 100)} %` : t`Checking the file`}
              </span>
              <Progress value={part * 100} aria-label={t`Upload of ${file.name}`} className={classes.uploadBar} />
              <Button size="compact-sm" onClick={cancel}>
                {t`Cancel`}
              </Button>
            </>
          ) : (
            <>
              <span className={classes.uploadFault} role="alert">
                {problem.detail ?? problem.title}
              </span>
              <Button size="compact-sm" onClick={retry}>
                {t`Retry`}
              </Button>
              <Button size="compact-sm" onClick={() => onDismiss(key)}>
                {t`Dismiss`}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
