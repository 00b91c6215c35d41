import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconHierarchy2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EntryView } from '@verso/contract'
import { useState } from 'react'
import { entryCardsQuery } from '../../api/entries.ts'
import classes from './entry-panel.module.css'
import { MoveDialog } from './move-dialog.tsx'
import type { EntryActs } from './use-entry-acts.ts'

/** Where the entry stands in its tree, and the way to put it elsewhere. */
export function TreePlace({ entry, acts }: { entry: EntryView; acts: EntryActs }) {
  const [isMoving, setIsMoving] = useState(false)
  const parentId = entry.parent ?? null
  const cards = useQuery(entryCardsQuery(parentId === null ? [] : [parentId]))
  const [card] = cards.data ?? []
  const children = entry.children ?? 0
  const paths = Object.entries(entry.publications).flatMap(([locale, { path }]) => (path === null ? [] : [`${path} (${locale})`]))
  return (
    <section>
      <h3 className={classes.heading}>{t`Place in the tree`}</h3>
      <p>
        {parentId === null ? (
          t`At the top`
        ) : (
          <Trans>
            Below{' '}
            <Link to="/content/$type/$entryId" params={{ type: entry.type, entryId: parentId }} className="verso-link">
              {card !== undefined && !('hidden' in card) && card.title !== '' ? card.title : t`Untitled`}
            </Link>
          </Trans>
        )}
        {children > 0 && `, ${plural(children, { one: 'with # entry below it', other: 'with # entries below it' })}`}
      </p>
      {paths.length > 0 && <p className="verso-dimmed">{paths.join(', ')}</p>}
      {entry._can.edit && (
        <Button
          variant="subtle"
          color="gray"
          justify="flex-start"
          fullWidth
          leftSection={<IconHierarchy2 size={18} stroke={1.75} aria-hidden />}
          onClick={() => setIsMoving(true)}
        >
          {t`Move…`}
        </Button>
      )}
      {isMoving && <MoveDialog entry={entry} acts={acts} onClose={() => setIsMoving(false)} />}
    </section>
  )
}
