import { t } from '@lingui/core/macro'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mediaQuery } from '../../api/media.ts'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { DescriptionForm } from './description-form.tsx'
import { FileActs } from './file-acts.tsx'
import { FileFacts } from './file-facts.tsx'
import classes from './media-details.module.css'
import { MediaUsages } from './media-usages.tsx'

interface MediaDetailsProps {
  id: string | undefined
  mayEdit: boolean
  onClose: () => void
}

/** One file: what it shows, what is said of it, who uses it. */
export function MediaDetails({ id, mayEdit, onClose }: MediaDetailsProps) {
  const media = useQuery({ ...mediaQuery(id ?? ''), enabled: id !== undefined })
  const file = media.data
  const [isDirty, setIsDirty] = useState(false)
  const close = () => {
    if (!isDirty || window.confirm(t`Leave without saving? Your changes here are lost.`)) onClose()
  }
  return (
    <Drawer
      opened={id !== undefined}
      onClose={close}
      size={440}
      title={file?.filename ?? t`File`}
      classNames={{ title: classes.title ?? '' }}
    >
      {media.isError && file === undefined && (
        <ProblemCard problem={media.error} title={t`The file could not be loaded`} onRetry={() => media.refetch()} />
      )}
      {media.isPending && id !== undefined && <Loading label={t`Loading the file`} kind="form" rows={4} />}
      {file !== undefined && (
        <div className={classes.root}>
          <FileFacts file={file} />
          {mayEdit && file.sha256 !== null && <FileActs file={file} />}
          <DescriptionForm key={file.id} file={file} mayEdit={mayEdit} onDirty={setIsDirty} />
          <MediaUsages file={file} mayDelete={mayEdit} onDeleted={onClose} />
        </div>
      )}
    </Drawer>
  )
}
