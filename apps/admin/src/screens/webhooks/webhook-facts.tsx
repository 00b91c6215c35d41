import { t } from '@lingui/core/macro'
import type { WebhookView } from '@verso/contract'
import type { ReactNode } from 'react'
import { WebhookHealth } from './webhook-health.tsx'
import { eventWords, lagWords, presetWords } from './webhook-words.ts'
import classes from './webhooks.module.css'
import { intlTag } from '../../language/language.ts'

/** What an endpoint wants to be told, and how it fares. */
export function WebhookFacts({ webhook }: { webhook: WebhookView }) {
  const { id, url, lag, position, events, types, locales, fieldsChanged, where, headers, mode } = webhook
  return (
    <dl className={classes.facts}>
      <Fact label={t`Last 24 hours`}>
        <WebhookHealth id={id} />
      </Fact>
      <Fact label={t`Where it stands`}>
        {lagWords(lag)} <span className={classes.quiet}>{t`(event ${position.toLocaleString(intlTag())})`}</span>
      </Fact>
      <Fact label={t`Address`}>
        <code>{withoutQuery(url)}</code>
      </Fact>
      <Fact label={t`Message`}>{messageWords(webhook)}</Fact>
      <Fact label={t`Events`}>{events.includes('*') ? t`All` : events.map((event) => eventWords[event] ?? event).join(', ')}</Fact>
      {types.length > 0 && <Fact label={t`Types`}>{types.join(', ')}</Fact>}
      {locales.length > 0 && <Fact label={t`Languages`}>{locales.join(', ')}</Fact>}
      {fieldsChanged.length > 0 && <Fact label={t`When one of these fields changed`}>{fieldsChanged.join(', ')}</Fact>}
      {where !== null && (
        <Fact label={t`Only entries where`}>
          <code>{JSON.stringify(where)}</code>
        </Fact>
      )}
      {headers.length > 0 && <Fact label={t`Headers sent along`}>{headers.join(', ')}</Fact>}
      <Fact label={t`Order`}>{mode === 'ordered' ? t`Every event, in order` : t`The latest state only`}</Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function messageWords({ preset, projection }: WebhookView): string {
  if (preset !== null) return presetWords[preset].label
  return projection === null ? t`Signed, thin: ids and what changed` : t`Signed, with values of the entries`
}

/** Build hooks carry their secret in the address. */
function withoutQuery(url: string): string {
  const { origin, pathname, search } = new URL(url)
  return search === '' ? origin + pathname : `${origin}${pathname}?•••`
}
