import type { WebhookView } from '@verso/contract'
import type { ReactNode } from 'react'
import { WebhookHealth } from './webhook-health.tsx'
import { eventWords, lagWords, presetWords } from './webhook-words.ts'
import classes from './webhooks.module.css'

/** What an endpoint wants to be told, and how it fares. */
export function WebhookFacts({ webhook }: { webhook: WebhookView }) {
  const { id, url, lag, position, events, types, locales, fieldsChanged, where, headers, mode } = webhook
  return (
    <dl className={classes.facts}>
      <Fact label="Last 24 hours">
        <WebhookHealth id={id} />
      </Fact>
      <Fact label="Where it stands">
        {lagWords(lag)} <span className={classes.quiet}>(event {position.toLocaleString('en')})</span>
      </Fact>
      <Fact label="Address">
        <code>{withoutQuery(url)}</code>
      </Fact>
      <Fact label="Message">{messageWords(webhook)}</Fact>
      <Fact label="Events">{events.includes('*') ? 'All' : events.map((event) => eventWords[event] ?? event).join(', ')}</Fact>
      {types.length > 0 && <Fact label="Types">{types.join(', ')}</Fact>}
      {locales.length > 0 && <Fact label="Languages">{locales.join(', ')}</Fact>}
      {fieldsChanged.length > 0 && <Fact label="When one of these fields changed">{fieldsChanged.join(', ')}</Fact>}
      {where !== null && (
        <Fact label="Only entries where">
          <code>{JSON.stringify(where)}</code>
        </Fact>
      )}
      {headers.length > 0 && <Fact label="Headers sent along">{headers.join(', ')}</Fact>}
      <Fact label="Order">{mode === 'ordered' ? 'Every event, in order' : 'The latest state only'}</Fact>
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
  return projection === null ? 'Signed, thin: ids and what changed' : 'Signed, with values of the entries'
}

/** Build hooks carry their secret in the address. */
function withoutQuery(url: string): string {
  const { origin, pathname, search } = new URL(url)
  return search === '' ? origin + pathname : `${origin}${pathname}?•••`
}
