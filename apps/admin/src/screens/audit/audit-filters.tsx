import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { usersQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'
import classes from './audit.module.css'
import type { AuditFilter } from './use-audit-filter.ts'

const acts = [
  { value: 'entry.*', label: t`Entries` },
  { value: 'media.*', label: t`Files` },
  { value: 'release.*', label: t`Releases` },
  { value: 'schedule.*', label: t`Schedules` },
  { value: 'model.*', label: t`Model` },
  { value: 'type.*', label: t`Types` },
  { value: 'locale.*', label: t`Languages` },
  { value: 'user.*', label: t`People` },
  { value: 'session.*', label: t`Sign-ins` },
  { value: 'token.*', label: t`Tokens` },
  { value: 'settings.*', label: t`Settings` },
  { value: 'redirect.*', label: t`Redirects` },
  { value: 'audit.*', label: t`The audit itself` },
]

const outcomes = [
  { value: 'done', label: t`Done` },
  { value: 'refused', label: t`Refused` },
]

interface AuditFiltersProps {
  filter: AuditFilter
  isNarrowed: boolean
  onNarrow: (change: AuditFilter) => void
  onClear: () => void
}

/** What, who, how it ended, and when; all that is said has to be true of a row. */
export function AuditFilters({ filter, isNarrowed, onNarrow, onClear }: AuditFiltersProps) {
  const known = acts.some(({ value }) => value === filter.action)
  return (
    <search className={classes.filters}>
      <Select
        label={t`What`}
        placeholder={t`Anything`}
        clearable
        // An address may name one act alone.
        data={known || filter.action === undefined ? acts : [{ value: filter.action, label: filter.action }, ...acts]}
        value={filter.action ?? null}
        onChange={(action) => onNarrow({ action: action ?? '' })}
      />
      <Who actor={filter.actor} onNarrow={onNarrow} />
      <Select
        label={t`Outcome`}
        placeholder={t`Any`}
        clearable
        data={outcomes}
        value={filter.outcome ?? null}
        onChange={(outcome) => onNarrow({ outcome: outcome ?? '' })}
      />
      <TextInput
        label={t`From`}
        type="date"
        value={filter.from ?? ''}
        onChange={({ currentTarget }) => onNarrow({ from: currentTarget.value })}
      />
      <TextInput
        label={t({ message: 'To', context: 'the end of a span of time' })}
        type="date"
        value={filter.to ?? ''}
        onChange={({ currentTarget }) => onNarrow({ to: currentTarget.value })}
      />
      {filter.target !== undefined && (
        <Button
          rightSection={<IconX size={16} stroke={1.75} aria-hidden />}
          title={t`Show all targets`}
          onClick={() => onNarrow({ target: '' })}
        >
          <Trans>
            Target&nbsp;<code>{filter.target.slice(0, 13)}</code>
          </Trans>
        </Button>
      )}
      {isNarrowed && <Button onClick={onClear}>{t`Clear filters`}</Button>}
    </search>
  )
}

/** Who may not see people still narrows by an id that the address brings. */
function Who({ actor, onNarrow }: { actor: string | undefined; onNarrow: (change: AuditFilter) => void }) {
  const may = useMay()
  const users = useQuery({ ...usersQuery(), enabled: may.manage('users') })
  const people = (users.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const isKnown = actor === undefined || people.some(({ value }) => value === actor)
  return (
    <Select
      label={t`Who`}
      placeholder={t`Anybody`}
      clearable
      searchable
      data={isKnown ? people : [{ value: actor, label: actor.slice(0, 13) }, ...people]}
      value={actor ?? null}
      onChange={(chosen) => onNarrow({ actor: chosen ?? '' })}
    />
  )
}
