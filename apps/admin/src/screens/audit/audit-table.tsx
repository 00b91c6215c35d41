import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import type { AuditView } from '@verso/contract'
import { Fragment, useState } from 'react'
import { formatExactTime } from '../../parts/format-time.ts'
import { Time } from '../../parts/time.tsx'
import classes from './audit.module.css'
import type { AuditFilter } from './use-audit-filter.ts'

/** One line per act; the line opens to what was before and after. */
export function AuditTable({ rows, onNarrow }: { rows: AuditView[]; onNarrow: (change: AuditFilter) => void }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <Fragment key={row.id}>
          <li className={classes.item}>
            <button
              type="button"
              className={classes.line}
              aria-expanded={open === row.id}
              onClick={() => setOpen(open === row.id ? null : row.id)}
            >
              <span className={classes.time}>
                <Time at={row.at} />
              </span>
              <span className={classes.who}>{row.actor.name ?? whoWords[row.actor.kind] ?? row.actor.kind}</span>
              <code className={classes.action}>{row.action}</code>
              <span className={classes.target}>
                {row.target.kind} {row.target.id !== null && <code>{row.target.id.slice(0, 13)}</code>}
              </span>
              {row.outcome === 'refused' && <span className={classes.refused}>{t`Refused`}</span>}
            </button>
            {open === row.id && <Details row={row} onNarrow={onNarrow} />}
          </li>
        </Fragment>
      ))}
    </ul>
  )
}

const whoWords: Record<string, string> = { system: 'Verso', public: t`A visitor`, token: t`A token`, user: t`A removed user` }

function Details({ row, onNarrow }: { row: AuditView; onNarrow: (change: AuditFilter) => void }) {
  const { id } = row.target
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        <Fact label={t`When`} value={formatExactTime(row.at)} />
        <Fact label={t`Address`} value={row.address} />
        <Fact label={t`Request`} value={row.requestId} />
        <Fact label={t`Target`} value={row.target.id} />
      </dl>
      {id !== null && (
        <Button size="compact-sm" onClick={() => onNarrow({ target: id })}>
          {t`All that was done to it`}
        </Button>
      )}
      <div className={classes.change}>
        <State label={t`Before`} value={row.before} />
        <State label={t`After`} value={row.after} />
      </div>
    </div>
  )
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (value === null) return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function State({ label, value }: { label: string; value: unknown }) {
  if (value === null || value === undefined) return null
  return (
    <div>
      <p className={classes.label}>{label}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long values scroll, so they have to be reachable by keyboard */}
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </div>
  )
}
