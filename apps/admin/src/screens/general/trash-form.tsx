import { plural, t } from '@lingui/core/macro'
import { NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SettingsView } from '@verso/contract'
import { useState } from 'react'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { settingsKey } from '../../api/settings.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import classes from './general.module.css'

/** How long the trash keeps what is in it. */
export function TrashForm({ settings }: { settings: SettingsView }) {
  const [days, setDays] = useState<number | string>(settings.trashDays)
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: (trashDays: number) => api.patch<SettingsView>('/settings', { trashDays }, { ifMatch: settings.revision }),
    onSuccess: (saved) => {
      queryClient.setQueryData(settingsKey, saved)
      toast({ message: t`Saved how long the trash keeps entries` })
    },
    // What somebody else has set meanwhile is shown, with the reason why this was not saved.
    onError: (problem) => isProblem(problem, 'stale') && queryClient.invalidateQueries({ queryKey: settingsKey }),
  })
  const isChanged = days !== settings.trashDays
  const fault = issuesAt(saving.error, '/trashDays')[0]
  useUnsavedGuard(isChanged && !saving.isSuccess)
  return (
    <section className={classes.section} aria-labelledby="trash">
      <h2 id="trash">{t`Trash`}</h2>
      <form
        className={classes.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged && typeof days === 'number') saving.mutate(days)
        }}
      >
        <NumberInput
          label={t`Days that an entry stays in the trash`}
          description={t`After that it is deleted for good, with its whole history. A shorter time also counts for what is in the trash already.`}
          value={days}
          onChange={setDays}
          min={1}
          max={3650}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          error={fault}
          suffix={plural(days, { one: ' day', other: ' days' })}
        />
        {saving.isError && fault === undefined && <ProblemCard problem={saving.error} title={t`The settings could not be saved`} />}
        <div>
          <ReasonedButton
            type="submit"
            loading={saving.isPending}
            reason={!isChanged ? t`Nothing has changed` : typeof days !== 'number' ? t`Give a number of days` : undefined}
          >
            {t`Save`}
          </ReasonedButton>
        </div>
      </form>
    </section>
  )
}
