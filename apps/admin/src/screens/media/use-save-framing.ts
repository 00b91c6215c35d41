import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { mediaKeys } from '../../api/media.ts'
import { toast } from '../../parts/toast.tsx'
import type { Framing } from './focal-geometry.ts'

/** Says of a file itself what of it shows: it holds wherever no place says otherwise. */
export function useSaveFraming(file: MediaView, onSaved: () => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ focalPoint, crop }: Framing) =>
      api.patch<MediaView>(`/media/${file.id}`, { focalPoint, crop: isWhole(crop) ? null : crop }, { ifMatch: file.revision }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(mediaKeys.one(file.id), saved)
      onSaved()
      toast({ message: t`Saved focal point and crop everywhere` })
      await queryClient.invalidateQueries({ queryKey: [...mediaKeys.all, 'list'] })
    },
  })
}

function isWhole(crop: Framing['crop']): boolean {
  return crop !== null && crop.width === 1 && crop.height === 1
}
