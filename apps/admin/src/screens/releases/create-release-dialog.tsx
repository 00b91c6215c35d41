import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { CreateReleaseBody, ReleaseView } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { releaseKeys } from '../../api/releases.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'

export function CreateReleaseDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { register, handleSubmit, formState } = useForm({ defaultValues: { name: '', description: '' } })
  const making = useMutation({
    mutationFn: ({ name, description }: { name: string; description: string }) =>
      api.post<ReleaseView>('/releases', { name, ...(description === '' ? {} : { description }) } satisfies CreateReleaseBody),
    onSuccess: async (release) => {
      await queryClient.invalidateQueries({ queryKey: releaseKeys.all })
      toast({ message: t`Made ${release.name}` })
      onClose()
      await navigate({ to: '/releases/$releaseId', params: { releaseId: release.id } })
    },
  })
  return (
    <Modal opened onClose={onClose} title={t`New release`} size={480}>
      <form onSubmit={handleSubmit((values) => making.mutate(values))} noValidate>
        <Stack gap="md">
          <TextInput
            label={t`Name`}
            placeholder={t`Spring issue`}
            data-autofocus
            error={formState.errors.name?.message ?? issuesAt(making.error, '/name')[0]}
            {...register('name', { required: t`Give it a name.` })}
          />
          <Textarea label={t`What it is about`} autosize minRows={2} {...register('description')} />
          {making.isError && <ProblemCard problem={making.error} title={t`The release could not be made`} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button type="submit" variant="filled" loading={making.isPending}>
              {t`Make release`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
