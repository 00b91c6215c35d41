import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../../api/settings.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { FactorForm } from './factor-form.tsx'
import classes from './general.module.css'
import { TrashForm } from './trash-form.tsx'

/** What the installation decides about itself, saved section by section. */
export function GeneralScreen() {
  const settings = useQuery(settingsQuery())
  return (
    <Page title={t`General`} width="form">
      {settings.isError && settings.data === undefined && (
        <ProblemCard problem={settings.error} title={t`The settings could not be loaded`} onRetry={() => void settings.refetch()} />
      )}
      {settings.isPending && <Loading label={t`Loading the settings`} kind="form" rows={2} />}
      {settings.data !== undefined && (
        <div className={classes.sections}>
          <FactorForm key={settings.data.secondFactorRoles.join()} settings={settings.data} />
          <TrashForm key={settings.data.trashDays} settings={settings.data} />
        </div>
      )}
    </Page>
  )
}
