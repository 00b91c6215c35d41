import { t } from '@lingui/core/macro'
import { Checkbox, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SettingsView } from '@verso/contract'
import { useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { rolesQuery } from '../../api/people.ts'
import { settingsKey } from '../../api/settings.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import classes from './general.module.css'

/** Which roles ask for a second factor. */
export function FactorForm({ settings }: { settings: SettingsView }) {
  const { data: roles = [] } = useQuery(rolesQuery())
  const [names, setNames] = useState(settings.secondFactorRoles)
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: (secondFactorRoles: string[]) =>
      api.patch<SettingsView>('/settings', { secondFactorRoles }, { ifMatch: settings.revision }),
    onSuccess: (saved) => {
      queryClient.setQueryData(settingsKey, saved)
      toast({ message: t`Saved who needs a second factor` })
    },
    // What somebody else has set meanwhile is shown, with the reason why this was not saved.
    onError: (problem) => isProblem(problem, 'stale') && queryClient.invalidateQueries({ queryKey: settingsKey }),
  })
  const isChanged = names.toSorted().join() !== settings.secondFactorRoles.toSorted().join()
  useUnsavedGuard(isChanged && !saving.isSuccess)
  return (
    <section className={classes.section} aria-labelledby="factor">
      <h2 id="factor">{t`Second factor`}</h2>
      <form
        className={classes.fields}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged) saving.mutate(names)
        }}
      >
        <Checkbox.Group
          label={t`Roles that need a second factor`}
          description={t`Whoever has one of these roles and no second factor sets one up before anything else, from their next request on.`}
          value={names}
          onChange={setNames}
        >
          <Stack gap="xs" mt="xs">
            {roles
              .filter(({ name }) => name !== 'public')
              .map(({ name, label }) => (
                <Checkbox key={name} value={name} label={label} />
              ))}
          </Stack>
        </Checkbox.Group>
        {saving.isError && <ProblemCard problem={saving.error} title={t`The settings could not be saved`} />}
        <div>
          <ReasonedButton type="submit" loading={saving.isPending} reason={isChanged ? undefined : t`Nothing has changed`}>
            {t`Save`}
          </ReasonedButton>
        </div>
      </form>
    </section>
  )
}
