import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../api/me.ts'
import { homeQuery } from '../../api/schedules.ts'
import { typesQuery } from '../../api/types.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Checklist } from './checklist.tsx'
import { ComingUp } from './coming-up.tsx'
import classes from './home.module.css'
import { LatelyPublished } from './lately-published.tsx'
import { MyWork } from './my-work.tsx'

/** What waits for me, what is coming up, and what readers got lately. */
export function HomeScreen() {
  const me = useQuery(meQuery())
  const types = useQuery(typesQuery())
  const home = useQuery(homeQuery())
  const error = me.error ?? types.error ?? home.error
  return (
    <Page
      title={t`Home`}
      heading={me.data !== undefined && <span className={classes.greeting}>{`${greeting()}, ${me.data.name.split(' ')[0]}`}</span>}
    >
      {error !== null && (
        <ProblemCard
          problem={error}
          title={t`Home could not be loaded`}
          onRetry={() => Promise.all([me.refetch(), types.refetch(), home.refetch()])}
        />
      )}
      {home.data === undefined || types.data === undefined ? (
        error === null && <Loading label={t`Loading Home`} rows={6} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.main}>
            <Checklist types={types.data} />
            <MyWork home={home.data} types={types.data} />
          </div>
          <div className={classes.aside}>
            <ComingUp schedules={home.data.comingUp} />
            <LatelyPublished entries={home.data.latelyPublished} types={types.data} />
          </div>
        </div>
      )}
    </Page>
  )
}

function greeting(): string {
  const hour = new Date().getHours()
  if (hour >= 5 && hour < 12) return t`Good morning`
  return hour >= 12 && hour < 18 ? t`Good afternoon` : t`Good evening`
}
