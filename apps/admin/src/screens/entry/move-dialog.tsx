import { t } from '@lingui/core/macro'
import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { useState } from 'react'
import { fewEntriesQuery } from '../../api/entries.ts'
import { ProblemCard } from '../../parts/problem-card.tsx'
import type { EntryActs } from './use-entry-acts.ts'

const top = 'top'
const last = 'last'
const mostShown = 250

/** Puts an entry below another, before one of the entries there or after all of them. */
export function MoveDialog({ entry, acts, onClose }: { entry: EntryView; acts: EntryActs; onClose: () => void }) {
  const [parent, setParent] = useState(entry.parent ?? top)
  const [before, setBefore] = useState(last)
  const tree = useQuery(fewEntriesQuery(entry.type, { sort: '_order', limit: mostShown }))
  const rows = tree.data?.data ?? []
  const own = below(entry.id, rows)
  const siblings = rows.filter((row) => (row.parent ?? top) === parent && row.id !== entry.id)
  const { running } = acts
  const move = async () => {
    if (await acts.move({ parent: parent === top ? null : parent, ...(before === last ? {} : { before }) })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t`Move ${titleOf(entry)}`} size={480}>
      <Stack gap="md">
        <Select
          label={t`Below`}
          data-autofocus
          data={[
            { value: top, label: t`At the top` },
            ...rows.filter((row) => !own.has(row.id)).map((row) => ({ value: row.id, label: indented(row, rows) })),
          ]}
          value={parent}
          onChange={(value) => {
            setParent(value ?? top)
            setBefore(last)
          }}
          searchable
          openOnFocus={false}
        />
        <Select
          label={t`Place`}
          data={[...siblings.map((row) => ({ value: row.id, label: t`Before ${titleOf(row)}` })), { value: last, label: t`At the end` }]}
          value={before}
          onChange={(value) => setBefore(value ?? last)}
        />
        {Object.keys(entry.publications).length > 0 && (
          <p className="verso-dimmed">{t`Its address and those below it change at once; the old ones lead to the new.`}</p>
        )}
        {running?.act === 'move' && running.problem !== null && <ProblemCard problem={running.problem} title={t`It could not be moved`} />}
        <Group justify="flex-end" gap="xs">
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button variant="filled" loading={running?.act === 'move' && running.isBusy} onClick={() => void move()}>
            {t`Move`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The entry itself and all below it: it can't be put under one of these. */
function below(id: string, rows: EntryView[]): Set<string> {
  const found = new Set([id])
  for (const row of rows) if (row.parent !== undefined && row.parent !== null && found.has(row.parent)) found.add(row.id)
  return found
}

function indented(row: EntryView, rows: EntryView[]): string {
  const depth = (id: string | null | undefined): number => {
    const above = rows.find((other) => other.id === id)
    return above === undefined ? 0 : 1 + depth(above.parent)
  }
  return `${'\u2003'.repeat(depth(row.parent))}${titleOf(row)}`
}

function titleOf(entry: EntryView): string {
  return entry.title === '' ? t`Untitled` : entry.title
}
