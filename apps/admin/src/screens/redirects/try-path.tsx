import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TriedPathView } from '@verso/contract'
import { type FormEvent, useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { triedPathQuery } from '../../api/redirects.ts'
import { localesQuery } from '../../api/types.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import classes from './try-path.module.css'

/** A box to try where a path leads readers, as it would answer them. */
export function TryPath() {
  const { data: locales = [] } = useQuery(localesQuery())
  const [text, setText] = useState('')
  const [locale, setLocale] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ path: string; locale: string | null } | null>(null)
  const tried = useQuery({ ...triedPathQuery(asked?.path ?? '', asked?.locale ?? null), enabled: asked !== null })
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const path = pathIn(text)
    if (path === '') return
    if (asked?.path === path && asked.locale === locale) void tried.refetch()
    else setAsked({ path, locale })
  }
  const malformed = isProblem(tried.error, 'invalid_query') ? tried.error : null
  return (
    <section aria-labelledby="try-path" className={classes.root}>
      <h2 id="try-path" className={classes.heading}>
        {t`Try a path`}
      </h2>
      <form className={classes.form} onSubmit={ask} noValidate>
        <TextInput
          aria-label={t`Path to try`}
          placeholder={t`/a-path or a whole address`}
          leftSection={<IconRoute size={18} stroke={1.75} aria-hidden />}
          value={text}
          autoCapitalize="none"
          spellCheck={false}
          error={malformed?.message}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          className={classes.path}
        />
        {locales.length > 1 && (
          <Select
            aria-label={t`Language to try`}
            data={locales.map(({ code, label }) => ({ value: code, label }))}
            value={locale ?? locales.find((one) => one.default)?.code ?? null}
            allowDeselect={false}
            onChange={setLocale}
            w={152}
          />
        )}
        <Button type="submit" loading={tried.isFetching}>
          {t`Try`}
        </Button>
      </form>
      {tried.isError && malformed === null && <ProblemCard problem={tried.error} title={t`Where it leads is not known`} />}
      <div aria-live="polite">{tried.data !== undefined && <Answer tried={tried.data} />}</div>
    </section>
  )
}

function Answer({ tried: { path, leadsTo } }: { tried: TriedPathView }) {
  if (leadsTo === null)
    return (
      <p>
        <Trans>
          Nothing is at <code>{path}</code>: readers get 404.
        </Trans>
      </p>
    )
  const { entry, moved, permanent, locale } = leadsTo
  const words = moved ? (permanent ? t`leads for good to` : t`leads for now to`) : t`is`
  return (
    <p>
      <code>{path}</code> {words}{' '}
      {entry === null ? (
        <code>{leadsTo.path}</code>
      ) : (
        <>
          <Link to="/content/$type/$entryId" params={{ type: entry.type, entryId: entry.id }} className="verso-link">
            {entry.title === '' ? t`Untitled` : entry.title}
          </Link>
          {moved && leadsTo.path !== null && (
            <>
              {' '}
              <Trans>
                at <code>{leadsTo.path}</code>
              </Trans>
            </>
          )}{' '}
          {t`in ${locale}`}
        </>
      )}
      .
    </p>
  )
}

/** Of an address that was copied from somewhere, the path. */
function pathIn(text: string): string {
  const trimmed = text.trim()
  if (/^https?:\/\//.test(trimmed) && URL.canParse(trimmed)) return new URL(trimmed).pathname
  return trimmed === '' || trimmed.startsWith('/') ? trimmed : `/${trimmed}`
}
