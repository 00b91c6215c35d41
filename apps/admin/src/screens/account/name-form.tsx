import { t } from '@lingui/core/macro'
import { TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { UserView } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { api } from '../../api/client.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import classes from './account.module.css'

export function NameForm({ me }: { me: UserView }) {
  const queryClient = useQueryClient()
  const { register, handleSubmit, formState, reset } = useForm({ defaultValues: { name: me.name } })
  const saving = useMutation({
    mutationFn: (body: { name: string }) => api.patch<UserView>('/me', body),
    onSuccess: (saved) => {
      queryClient.setQueryData(['me'], saved)
      reset({ name: saved.name })
      toast({ message: t`Saved your name` })
    },
  })
  useUnsavedGuard(formState.isDirty)
  return (
    <section className={classes.section} aria-labelledby="profile">
      <h2 id="profile">{t`Profile`}</h2>
      <form onSubmit={handleSubmit((body) => saving.mutate(body))} className={classes.fields} noValidate>
        <TextInput
          label={t`Name`}
          autoComplete="name"
          error={formState.errors.name?.message}
          {...register('name', { required: t`Enter your name.` })}
        />
        <TextInput
          label={t`E-mail`}
          value={me.email}
          readOnly
          variant="unstyled"
          leftSection={<IconLock size={16} stroke={1.75} aria-hidden />}
          description={t`You sign in with it.`}
        />
        {saving.isError && <ProblemCard problem={saving.error} title={t`Your name could not be saved`} />}
        <div>
          <ReasonedButton type="submit" loading={saving.isPending} reason={formState.isDirty ? undefined : t`Nothing has changed`}>
            {t`Save name`}
          </ReasonedButton>
        </div>
      </form>
    </section>
  )
}
