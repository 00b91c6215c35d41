import { t } from '@lingui/core/macro'
import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { UserView } from '@verso/contract'
import { useForm } from 'react-hook-form'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { PasswordStrength, strengthOf } from '../../parts/password-strength.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from './account.module.css'

/** A new password ends all other sessions, which the sentence below says before. */
export function PasswordForm({ me }: { me: UserView }) {
  const queryClient = useQueryClient()
  const { register, handleSubmit, watch, formState, reset } = useForm({ defaultValues: { current: '', new: '' } })
  const next = watch('new')
  const changing = useMutation({
    mutationFn: (password: { current: string; new: string }) => api.patch('/me', { password }),
    onSuccess: async () => {
      reset()
      toast({ message: t`Changed your password` })
      await queryClient.invalidateQueries({ queryKey: ['me', 'sessions'] })
    },
  })
  const isWrong = isProblem(changing.error, 'invalid_credentials')
  const refused = { current: issuesAt(changing.error, '/password/current')[0], new: issuesAt(changing.error, '/password/new')[0] }
  const isToldAtField = isWrong || refused.current !== undefined || refused.new !== undefined
  return (
    <section className={classes.section} aria-labelledby="password">
      <h2 id="password">{t`Password`}</h2>
      <form onSubmit={handleSubmit((password) => changing.mutate(password))} className={classes.fields} noValidate>
        <input type="email" autoComplete="username" value={me.email} readOnly hidden />
        <PasswordInput
          label={t`Present password`}
          autoComplete="current-password"
          error={isWrong ? t`This is not your present password.` : (formState.errors.current?.message ?? refused.current)}
          {...register('current', { required: t`Enter your present password.` })}
        />
        <div>
          <PasswordInput
            label={t`New password`}
            autoComplete="new-password"
            aria-describedby="new-strength"
            error={formState.errors.new?.message ?? refused.new}
            {...register('new', {
              validate: (value) => strengthOf(value, [], me.secondFactor).isEnough || t`Make the password longer or more varied.`,
            })}
          />
          <PasswordStrength password={next} personal={[me.name, me.email]} hasSecondFactor={me.secondFactor} id="new-strength" />
        </div>
        {changing.isError && !isToldAtField && <ProblemCard problem={changing.error} title={t`Your password could not be changed`} />}
        <p className={classes.facts}>{t`Your other sessions end when it is changed.`}</p>
        <div>
          <Button type="submit" loading={changing.isPending}>
            {t`Change password`}
          </Button>
        </div>
      </form>
    </section>
  )
}
