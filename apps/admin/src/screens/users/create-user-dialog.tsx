import { t } from '@lingui/core/macro'
import { Button, Checkbox, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CreateUserBody, InvitedUserView, RoleView } from '@verso/contract'
import { useState } from 'react'
import { Controller, useForm, type UseFormRegisterReturn } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { userKeys } from '../../api/people.ts'
import { PasswordStrength, strengthOf } from '../../parts/password-strength.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import { RoleChoice } from './role-choice.tsx'

interface CreateUserDialogProps {
  roles: RoleView[]
  /** Where no mail is set up the invitation is handed over by whoever invites. */
  onInvited: (user: InvitedUserView) => void
  onClose: () => void
}

export function CreateUserDialog({ roles, onInvited, onClose }: CreateUserDialogProps) {
  const queryClient = useQueryClient()
  const creating = useMutation({
    mutationFn: (body: CreateUserBody) => api.post<InvitedUserView>('/users', body),
    onSuccess: async (user) => {
      await queryClient.invalidateQueries({ queryKey: userKeys.all })
      onClose()
      if (user.invitationUrl !== undefined) return onInvited(user)
      toast({ message: user.status === 'invited' ? t`Invited ${user.name} by mail` : t`Created ${user.name}` })
    },
  })
  return (
    <Modal opened onClose={onClose} title={t`Create user`} size={480}>
      <UserFields
        roles={roles}
        onSubmit={(body) => creating.mutate(body)}
        onCancel={onClose}
        isBusy={creating.isPending}
        problem={creating.error}
      />
    </Modal>
  )
}

interface UserFieldsProps {
  roles: RoleView[]
  onSubmit: (body: CreateUserBody) => void
  onCancel: () => void
  isBusy: boolean
  problem: unknown
}

function UserFields({ roles, onSubmit, onCancel, isBusy, problem }: UserFieldsProps) {
  const [isInvited, setIsInvited] = useState(true)
  const { register, control, handleSubmit, watch, formState } = useForm<Required<CreateUserBody>>({
    defaultValues: { name: '', email: '', password: '', roles: ['editor'] },
  })
  const [name, email, password] = watch(['name', 'email', 'password'])
  const errorAt = (member: 'name' | 'email' | 'password') => formState.errors[member]?.message ?? issuesAt(problem, `/${member}`)[0]
  return (
    <form onSubmit={handleSubmit(({ password: first, ...body }) => onSubmit(isInvited ? body : { ...body, password: first }))} noValidate>
      <Stack gap="md">
        <TextInput label={t`Name`} data-autofocus error={errorAt('name')} {...register('name', { required: t`Enter a name.` })} />
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="off"
          error={errorAt('email')}
          {...register('email', {
            required: t`Enter an e-mail.`,
            pattern: { value: /^\S+@\S+$/, message: t`An e-mail has an @ and no spaces.` },
          })}
        />
        <Checkbox
          label={t`Invite them to choose a password themselves`}
          description={t`By mail, or by a link that you hand over where no mail is set up.`}
          checked={isInvited}
          onChange={(event) => setIsInvited(event.currentTarget.checked)}
        />
        {!isInvited && (
          <FirstPassword
            password={password}
            personal={[name, email]}
            error={errorAt('password')}
            field={register('password', { validate: (value) => strengthOf(value).isEnough || t`Make the password longer or more varied.` })}
          />
        )}
        <Controller
          name="roles"
          control={control}
          rules={{ validate: (value) => value.length > 0 || t`Choose at least one role.` }}
          render={({ field, fieldState }) => (
            <RoleChoice roles={roles} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
        {problem !== null && <ProblemCard problem={problem} title={t`The user could not be created`} />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onCancel}>{t`Cancel`}</Button>
          <Button type="submit" variant="filled" loading={isBusy}>
            {isInvited ? t`Invite` : t`Create user`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface FirstPasswordProps {
  password: string
  personal: string[]
  error: string | undefined
  field: UseFormRegisterReturn
}

function FirstPassword({ password, personal, error, field }: FirstPasswordProps) {
  return (
    <div>
      <PasswordInput
        label={t`First password`}
        autoComplete="new-password"
        description={t`Hand it over in person; they change it under Account.`}
        aria-describedby="user-strength"
        error={error}
        {...field}
      />
      <PasswordStrength password={password} personal={personal} id="user-strength" />
    </div>
  )
}
