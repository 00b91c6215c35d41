import { t } from '@lingui/core/macro'
import { Button, FileButton } from '@mantine/core'
import { IconFocusCentered, IconReplace } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { lazy, Suspense, useState } from 'react'
import { mediaKeys } from '../../api/media.ts'
import { replaceFile } from '../../api/upload-file.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { useSaveFraming } from './use-save-framing.ts'
import { canBeFramed } from './can-be-framed.ts'
import classes from './media-details.module.css'

const FramingDialog = lazy(() => import('./framing-dialog.tsx'))

/** What can be done with the bytes of a file: others in their place, and for a picture what of it shows. */
export function FileActs({ file }: { file: MediaView }) {
  const replacing = useReplace(file)
  const percent = Math.round(replacing.part * 100)
  return (
    <div className={classes.acts}>
      {canBeFramed(file) && <FramingButton file={file} />}
      <FileButton accept={file.mimeType} onChange={(chosen) => chosen !== null && replacing.mutate(chosen)}>
        {(props) => (
          <Button {...props} loading={replacing.isPending} leftSection={<IconReplace size={16} stroke={1.75} aria-hidden />}>
            {t`Replace the file…`}
          </Button>
        )}
      </FileButton>
      {replacing.isPending && <span role="status">{t`${percent} % sent`}</span>}
      {replacing.isError && <ProblemCard problem={replacing.error} title={t`The file could not be replaced`} />}
    </div>
  )
}

function FramingButton({ file }: { file: MediaView }) {
  const [isOpen, setIsOpen] = useState(false)
  const saving = useSaveFraming(file, () => setIsOpen(false))
  return (
    <>
      <Button leftSection={<IconFocusCentered size={16} stroke={1.75} aria-hidden />} onClick={() => setIsOpen(true)}>
        {t`Focal point and crop…`}
      </Button>
      {isOpen && (
        <Suspense>
          <FramingDialog
            file={file}
            framing={{ focalPoint: file.focalPoint, crop: file.crop }}
            usual={{ focalPoint: null, crop: null }}
            saves={[{ label: t`Save everywhere`, isBusy: saving.isPending, onSave: (framing) => saving.mutate(framing) }]}
            problem={saving.error}
            onClose={() => setIsOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}

function useReplace(file: MediaView) {
  const queryClient = useQueryClient()
  const [part, setPart] = useState(0)
  const replacing = useMutation({
    mutationFn: (chosen: File) => replaceFile(file, { file: chosen, onProgress: setPart }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(mediaKeys.one(file.id), saved)
      toast({ message: t`Replaced the file; entries that show it show the new one` })
      await queryClient.invalidateQueries({ queryKey: [...mediaKeys.all, 'list'] })
    },
  })
  return { ...replacing, part }
}
