import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import type { MediaView } from '@verso/contract'
import type { Json } from '@verso/model'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../api/use-may.ts'
import { canBeFramed } from '../screens/media/can-be-framed.ts'
import type { Framing } from '../screens/media/focal-geometry.ts'
import { useSaveFraming } from '../screens/media/use-save-framing.ts'
import type { MediaValue } from './media-value.ts'

const FramingDialog = lazy(() => import('../screens/media/framing-dialog.tsx'))

interface MediaFramingProps {
  file: MediaView
  media: MediaValue
  onFile: (media: MediaValue) => void
}

/** Which part of a picture shows here, or everywhere. */
export function MediaFraming({ file, media, onFile }: MediaFramingProps) {
  const [isOpen, setIsOpen] = useState(false)
  const close = () => setIsOpen(false)
  const saving = useSaveFraming(file, close)
  const mayManage = useMay().manage('media')
  if (!canBeFramed(file)) return null
  const usual: Framing = { focalPoint: file.focalPoint, crop: file.crop }
  const everywhere = { label: t`Everywhere`, isBusy: saving.isPending, onSave: (framing: Framing) => saving.mutate(framing) }
  const here = {
    label: t`Here only`,
    onSave: (framing: Framing) => {
      onFile(withFraming(media, framing, usual))
      close()
    },
  }
  return (
    <>
      <Button size="compact-sm" onClick={() => setIsOpen(true)}>
        {t`Focal point and crop…`}
      </Button>
      {isOpen && (
        <Suspense>
          <FramingDialog
            file={file}
            framing={framingOf(media, usual)}
            usual={usual}
            saves={mayManage ? [everywhere, here] : [here]}
            problem={saving.error}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  )
}

function framingOf({ focalPoint, crop }: MediaValue, usual: Framing): Framing {
  return {
    focalPoint: isObject(focalPoint) ? (focalPoint as unknown as Framing['focalPoint']) : usual.focalPoint,
    crop: isObject(crop) ? (crop as unknown as Framing['crop']) : usual.crop,
  }
}

/** What is the same as for the file itself isn't said here, so that it follows the file. */
function withFraming({ focalPoint: _point, crop: _crop, ...media }: MediaValue, framing: Framing, usual: Framing): MediaValue {
  const isOwn = (name: keyof Framing) => framing[name] !== null && JSON.stringify(framing[name]) !== JSON.stringify(usual[name])
  return {
    ...media,
    ...(isOwn('focalPoint') ? { focalPoint: framing.focalPoint as unknown as Json } : {}),
    ...(isOwn('crop') ? { crop: framing.crop as unknown as Json } : {}),
  } as MediaValue
}

function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
