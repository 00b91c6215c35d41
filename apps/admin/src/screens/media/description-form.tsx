import { t } from '@lingui/core/macro'
import { Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { MediaView, PatchMediaBody } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { mediaKeys } from '../../api/media.ts'
import { localesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'

/** Name, alternative text and caption. Readers get them at once: a file has no draft. */
export function DescriptionForm({ file, mayEdit }: { file: MediaView; mayEdit: boolean }) {
  const { data: locales = [] } = useQuery(localesQuery())
  const locale = locales.find((one) => one.default)?.code ?? 'en'
  const readOnly = mayEdit ? {} : ({ readOnly: true, variant: 'unstyled' } as const)
  const isImage = file.mimeType.startsWith('image/')
  const { register, handleSubmit, formState } = useForm({
    values: { filename: file.filename, alt: file.alt[locale] ?? '', caption: file.caption[locale] ?? '' },
    resetOptions: { keepDirtyValues: true },
  })
  const saving = useSaveDescription(file)
  useUnsavedGuard(formState.isDirty && !saving.isSuccess)
  const submit = handleSubmit(({ filename, alt, caption }) =>
    saving.mutate({ filename, alt: { ...file.alt, [locale]: alt }, caption: { ...file.caption, [locale]: caption } }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {isImage && (
          <Textarea
            label={t`Alt text`}
            description={t`What the picture shows, for those who don’t see it.`}
            autosize
            minRows={2}
            {...readOnly}
            error={issuesAt(saving.error, '/alt')[0]}
            {...register('alt')}
          />
        )}
        <Textarea
          label={t`Caption`}
          autosize
          minRows={1}
          {...readOnly}
          error={issuesAt(saving.error, '/caption')[0]}
          {...register('caption')}
        />
        <TextInput
          label={t`File name`}
          {...readOnly}
          error={formState.errors.filename?.message ?? issuesAt(saving.error, '/filename')[0]}
          {...register('filename', { required: t`A file has a name.` })}
        />
        {saving.isError && <ProblemCard problem={saving.error} title={t`The description could not be saved`} />}
        {mayEdit && (
          <div>
            <ReasonedButton
              type="submit"
              variant="filled"
              loading={saving.isPending}
              reason={formState.isDirty ? undefined : t`Nothing has changed`}
            >
              {t`Save description`}
            </ReasonedButton>
          </div>
        )}
      </Stack>
    </form>
  )
}

function useSaveDescription(file: MediaView) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: PatchMediaBody) => api.patch<MediaView>(`/media/${file.id}`, body, { ifMatch: file.revision }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(mediaKeys.one(file.id), saved)
      toast({ message: t`Saved the description` })
      await queryClient.invalidateQueries({ queryKey: [...mediaKeys.all, 'list'] })
    },
  })
}
