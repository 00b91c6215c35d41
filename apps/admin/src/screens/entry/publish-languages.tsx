import { t } from '@lingui/core/macro'
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { EntryView, Preflight } from '@verso/contract'
import { localesQuery } from '../../api/types.ts'
import { StatusChip } from '../../parts/status-chip.tsx'
import classes from './entry-panel.module.css'
import { placeAt } from './entry-values.ts'
import { publishChoice } from './publish-choice.ts'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'

/** The languages to publish, each with what readers would find changed in it; only where there are several. */
export function PublishLanguages({ entry, acts, preflight }: { entry: EntryView; acts: EntryActs; preflight: Preflight | null }) {
  const { data: locales = [] } = useQuery(localesQuery())
  const { offered, ticked, hasNews } = publishChoice(entry, acts.chosen)
  if (offered.length < 2 || !hasNews || entry._can.publish.length === 0 || entry.status === 'trashed') return null
  return (
    <Checkbox.Group label={t`Languages`} value={ticked} onChange={acts.choose}>
      <div className={classes.languages}>
        {offered.map((code) => (
          <Checkbox
            key={code}
            value={code}
            label={
              <>
                <bdi>{locales.find((locale) => locale.code === code)?.label ?? code}</bdi>{' '}
                <StatusChip status={entry.locales[code]?.status ?? 'draft'} />
              </>
            }
            description={<Changes entry={entry} code={code} paths={preflight?.changes[code]} />}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function Changes({ entry, code, paths }: { entry: EntryView; code: string; paths: readonly string[] | undefined }) {
  const { session } = useEntryWork()
  if (paths === undefined) return null
  if (entry.publications[code] === undefined) return t`Readers get it for the first time.`
  const labels = [...new Set(paths.map((path) => placeAt(path, session.places)?.field.label ?? path))]
  return labels.length === 0 ? t`Nothing changes for readers.` : t`Changes: ${labels.join(', ')}`
}
