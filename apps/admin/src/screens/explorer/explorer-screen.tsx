import { t } from '@lingui/core/macro'
import { Button, SegmentedControl } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { typesQuery } from '../../api/types.ts'
import { Copy } from '../../parts/copy.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useSettledText } from '../../parts/use-settled-text.ts'
import {
  addressOf,
  askContent,
  clientCodeOf,
  curlOf,
  type ExploredAnswer,
  type ExploredQuery,
  pathOf,
  queryOfAddress,
} from './explored-query.ts'
import classes from './explorer.module.css'
import { ExplorerForm } from './explorer-form.tsx'

/** A read of the content API, put together, tried, and taken along. It only reads. */
export function ExplorerScreen() {
  const types = useQuery(typesQuery())
  const [token, setToken] = useState('')
  const asking = useMutation({ mutationFn: (wish: ExploredQuery) => askContent(wish, token) })
  const { query, change } = useQueryInAddress(types.data?.[0]?.name ?? '')
  return (
    <Page
      title={t`API explorer`}
      width="full"
      actions={
        query.type !== '' && (
          <Button variant="filled" loading={asking.isPending} onClick={() => asking.mutate(query)}>
            {t`Send request`}
          </Button>
        )
      }
    >
      {types.isPending && <Loading label={t`Loading content types`} kind="form" rows={5} />}
      {types.isError && (
        <ProblemCard problem={types.error} title={t`The content types could not be loaded`} onRetry={() => types.refetch()} />
      )}
      {types.data?.length === 0 && <Empty title={t`There is no content type to ask for yet.`} />}
      {types.data !== undefined && types.data.length > 0 && (
        <div className={classes.panes}>
          <ExplorerForm types={types.data} query={query} token={token} onToken={setToken} onChange={change} />
          <div className={classes.results}>
            <Code query={query} />
            {asking.isError && <ProblemCard problem={asking.error} title={t`The request was not answered`} />}
            {asking.data !== undefined && <Answer answer={asking.data} />}
          </div>
        </div>
      )}
    </Page>
  )
}

/** What is asked for, which the address takes over when typing rests. */
function useQueryInAddress(firstType: string) {
  const navigate = useNavigate()
  const inAddress = queryOfAddress(useSearch({ strict: false }), firstType)
  const { text, change } = useSettledText(JSON.stringify(inAddress), (next) => {
    void navigate({ to: '/explorer', search: addressOf(JSON.parse(next) as ExploredQuery), replace: true })
  })
  const query = JSON.parse(text) as ExploredQuery
  return { query, change: (part: Partial<ExploredQuery>) => change(JSON.stringify({ ...query, ...part })) }
}

function Code({ query }: { query: ExploredQuery }) {
  const [form, setForm] = useState('request')
  const text =
    form === 'curl' ? curlOf(query, location.origin) : form === 'client' ? clientCodeOf(query, location.origin) : `GET ${pathOf(query)}`
  return (
    <section aria-label={t`Request`}>
      <div className={classes.head}>
        <SegmentedControl
          aria-label={t`Form of the request`}
          value={form}
          onChange={setForm}
          data={[
            { value: 'request', label: t`Request` },
            { value: 'curl', label: 'curl' },
            { value: 'client', label: t`Client` },
          ]}
        />
        <Copy value={text} label={t`request`} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long texts scroll, so they have to be reachable by keyboard */}
      <pre tabIndex={0} className={classes.code}>
        {text}
      </pre>
    </section>
  )
}

function Answer({ answer: { status, ms, seq, text } }: { answer: ExploredAnswer }) {
  return (
    <section aria-label={t`Answer`}>
      <p className={classes.head} role="status">
        <strong>{t`${status} in ${ms} ms`}</strong>
        {seq !== null && <span className="verso-dimmed">{t`at event ${seq}`}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long texts scroll, so they have to be reachable by keyboard */}
      <pre tabIndex={0} className={classes.code}>
        {text}
      </pre>
    </section>
  )
}
