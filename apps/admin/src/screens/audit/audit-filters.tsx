import { Button, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { usersQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'
import classes from './audit.module.css'
import type { AuditFilter } from './use-audit-filter.ts'

const acts = [
  { value: 'entry.*', label: 'Entries' },
  { value: 'media.*', label: 'Files' },
  { value: 'release.*', label: 'Releases' },
  { value: 'schedule.*', label: 'Schedules' },
  { value: 'model.*', label: 'Model' },
  { value: 'type.*', label: 'Types' },
  { value: 'locale.*', label: 'Languages' },
  { value: 'user.*', label: 'People' },
  { value: 'session.*', label: 'Sign-ins' },
  { value: 'token.*', label: 'Tokens' },
  { value: 'settings.*', label: 'Settings' },
  { value: 'redirect.*', label: 'Redirects' },
  { value: 'audit.*', label: 'The audit itself' },
]

const outcomes = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
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
        label="What"
        placeholder="Anything"
        clearable
        // An address may name one act alone.
        data={known || filter.action === undefined ? acts : [{ value: filter.action, label: filter.action }, ...acts]}
        value={filter.action ?? null}
        onChange={(action) => onNarrow({ action: action ?? '' })}
      />
      <Who actor={filter.actor} onNarrow={onNarrow} />
      <Select
        label="Outcome"
        placeholder="Any"
        clearable
        data={outcomes}
        value={filter.outcome ?? null}
        onChange={(outcome) => onNarrow({ outcome: outcome ?? '' })}
      />
      <TextInput
        label="From"
        type="date"
        value={filter.from ?? ''}
        onChange={({ currentTarget }) => onNarrow({ from: currentTarget.value })}
      />
      <TextInput label="To" type="date" value={filter.to ?? ''} onChange={({ currentTarget }) => onNarrow({ to: currentTarget.value })} />
      {filter.target !== undefined && (
        <Button
          rightSection={<IconX size={16} stroke={1.75} aria-hidden />}
          title="Show all targets"
          onClick={() => onNarrow({ target: '' })}
        >
          Target&nbsp;<code>{filter.target.slice(0, 13)}</code>
        </Button>
      )}
      {isNarrowed && <Button onClick={onClear}>Clear filters</Button>}
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
      label="Who"
      placeholder="Anybody"
      clearable
      searchable
      data={isKnown ? people : [{ value: actor, label: actor.slice(0, 13) }, ...people]}
      value={actor ?? null}
      onChange={(chosen) => onNarrow({ actor: chosen ?? '' })}
    />
  )
}
