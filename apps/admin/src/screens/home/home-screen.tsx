import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../api/me.ts'
import { typesQuery } from '../../api/types.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Checklist } from './checklist.tsx'
import classes from './home.module.css'
import { LatelyPublished } from './lately-published.tsx'
import { MyWork } from './my-work.tsx'

/** What waits for me, and what readers got lately. */
export function HomeScreen() {
  const me = useQuery(meQuery())
  const types = useQuery(typesQuery())
  const error = me.error ?? types.error
  return (
    <Page
      title="Home"
      heading={me.data !== undefined && <span className={classes.greeting}>{`${greeting()}, ${me.data.name.split(' ')[0]}`}</span>}
    >
      {error !== null && (
        <ProblemCard problem={error} title="Home could not be loaded" onRetry={() => Promise.all([me.refetch(), types.refetch()])} />
      )}
      {me.data === undefined || types.data === undefined ? (
        error === null && <Loading label="Loading Home" rows={6} />
      ) : (
        <div className={classes.columns}>
          <div className={classes.main}>
            <Checklist types={types.data} />
            <MyWork types={types.data} me={me.data} />
          </div>
          <LatelyPublished types={types.data} />
        </div>
      )}
    </Page>
  )
}

function greeting(): string {
  const hour = new Date().getHours()
  if (hour >= 5 && hour < 12) return 'Good morning'
  return hour >= 12 && hour < 18 ? 'Good afternoon' : 'Good evening'
}
