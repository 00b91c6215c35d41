import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { sessionsQuery } from '../../api/me.ts'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Time } from '../../parts/time.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from './account.module.css'
import { deviceWords } from './device-words.ts'

/** Where I am signed in, each with its end. */
export function Sessions() {
  return (
    <section className={classes.section} aria-labelledby="sessions">
      <h2 id="sessions">{t`Sessions`}</h2>
      <SessionList />
    </section>
  )
}

/** Sessions of oneself, or of the person who is named. */
export function SessionList({ user }: { user?: string }) {
  const query = sessionsQuery(user)
  const sessions = useQuery(query)
  const queryClient = useQueryClient()
  const list = sessions.data?.data ?? []
  const isMine = user === undefined
  const ending = useMutation({
    mutationFn: (id: string | null) =>
      id === null ? api.delete('/sessions', user === undefined ? {} : { query: { user } }) : api.delete(`/sessions/${id}`),
    onSuccess: async (_, id) => {
      await queryClient.invalidateQueries({ queryKey: query.queryKey })
      toast({ message: id !== null ? t`Ended the session` : isMine ? t`Ended all other sessions` : t`Ended all sessions` })
    },
  })
  return (
    <>
      {sessions.isError && (
        <ProblemCard problem={sessions.error} title={t`The sessions could not be loaded`} onRetry={() => sessions.refetch()} />
      )}
      {ending.isError && <ProblemCard problem={ending.error} title={t`The session could not be ended`} />}
      {sessions.isPending && <Loading label={t`Loading the sessions`} rows={2} />}
      {sessions.isSuccess && list.length === 0 && <p className="verso-dimmed">{t`Not signed in anywhere.`}</p>}
      <ul className="verso-list">
        {list.map((session) => (
          <Session key={session.id} session={session} isBusy={ending.isPending} onEnd={() => ending.mutate(session.id)} />
        ))}
      </ul>
      {list.length > (isMine ? 1 : 0) && (
        <Button mt="sm" onClick={() => ending.mutate(null)} loading={ending.isPending}>
          {isMine ? t`End all other sessions` : t`End all sessions`}
        </Button>
      )}
    </>
  )
}

function Session({ session, isBusy, onEnd }: { session: SessionView; isBusy: boolean; onEnd: () => void }) {
  const device = deviceWords(session.device)
  return (
    <li className={classes.session}>
      <div>
        <p>{device}</p>
        <p className={classes.facts}>
          {session.address ?? t`Unknown address`} · <Time at={session.createdAt} prefix={t`since`} /> ·{' '}
          <Time at={session.lastSeenAt} prefix={t`seen`} />
        </p>
      </div>
      {session.current ? (
        <span className={classes.this}>{t`This one`}</span>
      ) : (
        <Button size="compact-sm" onClick={onEnd} disabled={isBusy} aria-label={t`End the session on ${device}`}>
          {t`End`}
        </Button>
      )}
    </li>
  )
}
