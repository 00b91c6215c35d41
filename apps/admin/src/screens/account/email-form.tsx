import { t } from '@lingui/core/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from './account.module.css'

/** A new address counts once the link that is sent there was followed. */
export function EmailForm() {
  const { register, handleSubmit, formState, reset } = useForm({ defaultValues: { email: '', current: '' } })
  const asking = useMutation({
    mutationFn: ({ email, current }: { email: string; current: string }) => api.patch('/me', { email, password: { current } }),
    onSuccess: () => {
      reset()
      toast({ message: t`A link was sent to the new address` })
    },
  })
  const refused = { email: issuesAt(asking.error, '/email')[0], current: issuesAt(asking.error, '/password/current')[0] }
  return (
    <section className={classes.section} aria-labelledby="email">
      <h2 id="email">{t`E-mail`}</h2>
      <form onSubmit={handleSubmit((body) => asking.mutate(body))} className={classes.fields} noValidate>
        <TextInput
          label={t`New address`}
          type="email"
          autoComplete="off"
          error={formState.errors.email?.message ?? refused.email}
          {...register('email', { required: t`Enter the new address.` })}
        />
        <PasswordInput
          label={t`Your password`}
          autoComplete="current-password"
          error={formState.errors.current?.message ?? refused.current}
          {...register('current', { required: t`Enter your password.` })}
        />
        {asking.isError && refused.email === undefined && refused.current === undefined && (
          <ProblemCard problem={asking.error} title={t`No link could be sent`} />
        )}
        <p className={classes.facts}>{t`It counts once you have followed the link that is sent there.`}</p>
        <div>
          <Button type="submit" loading={asking.isPending}>
            {t`Send the link`}
          </Button>
        </div>
      </form>
    </section>
  )
}
