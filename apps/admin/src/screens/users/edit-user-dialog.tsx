import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { PatchUserBody, RoleView, UserView } from '@verso/contract'
import { Controller, useForm } from 'react-hook-form'
import { api } from '../../api/client.ts'
import { userKeys } from '../../api/people.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { RoleChoice } from './role-choice.tsx'

export function EditUserDialog({ user, roles, onClose }: { user: UserView; roles: RoleView[]; onClose: () => void }) {
  const queryClient = useQueryClient()
  const { register, control, handleSubmit, formState } = useForm({ defaultValues: { name: user.name, roles: user.roles } })
  const saving = useMutation({
    mutationFn: (body: PatchUserBody) => api.patch<UserView>(`/users/${user.id}`, body),
    onSuccess: async (saved) => {
      await Promise.all([queryClient.invalidateQueries({ queryKey: userKeys.all }), queryClient.invalidateQueries({ queryKey: ['me'] })])
      const label = saved.name
      toast({ message: t`Saved ${label}` })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t`Edit ${user.name}`} size={480}>
      <form onSubmit={handleSubmit((body) => saving.mutate(body))} noValidate>
        <Stack gap="md">
          <TextInput
            label={t`Name`}
            data-autofocus
            error={formState.errors.name?.message}
            {...register('name', { required: t`Enter a name.` })}
          />
          <Controller
            name="roles"
            control={control}
            rules={{ validate: (value) => value.length > 0 || t`Choose at least one role.` }}
            render={({ field, fieldState }) => (
              <RoleChoice roles={roles} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
            )}
          />
          {saving.isError && <ProblemCard problem={saving.error} title={t`${user.name} could not be saved`} />}
          <Group justify="flex-end" gap="xs">
            <Button onClick={onClose}>{t`Cancel`}</Button>
            <Button type="submit" variant="filled" loading={saving.isPending}>
              {t`Save`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
