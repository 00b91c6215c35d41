import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { EntryView, Preflight } from '@verso/contract'
import { preflightQuery } from '../../api/preflight.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import classes from './entry-panel.module.css'
import { EntryLinks, hiddenWords } from './preflight-report.tsx'
import type { EntryActs } from './use-entry-acts.ts'

export type AskedAct = 'unpublish' | 'trash' | 'purge'

interface ActQuestionProps {
  asked: AskedAct
  entry: EntryView
  acts: EntryActs
  onClose: () => void
}

/** Says what readers and other entries would miss. What would be refused is explained, and can't be confirmed. */
export function ActQuestion({ asked, entry, acts, onClose }: ActQuestionProps) {
  const preflight = useQuery(preflightQuery(entry, { action: asked }))
  const confirm = async () => {
    await acts[asked]()
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={titleOf(asked, entry)}
      confirmLabel={preflight.data?.verdict === 'refused' ? null : verbs[asked]}
      tone="danger"
      busy={acts.running?.isBusy === true}
      onConfirm={() => void confirm()}
    >
      {preflight.data?.verdict !== 'refused' && <p>{effectOf(asked, entry)}</p>}
      {preflight.isError ? (
        <ProblemCard problem={preflight.error} title={t`Who links to it is not known`} onRetry={() => void preflight.refetch()} />
      ) : preflight.data === undefined ? (
        <Loading label={t`Looking for links to it`} rows={1} />
      ) : (
        <Consequences preflight={preflight.data} refusal={refusals[asked]} />
      )}
    </ConfirmDialog>
  )
}

const verbs: Record<AskedAct, string> = { unpublish: t`Unpublish`, trash: t`Move to trash`, purge: t`Delete for good` }

const refusals: Record<AskedAct, string> = {
  unpublish: t`It can’t be unpublished now.`,
  trash: t`It can’t be moved to the trash now.`,
  purge: t`It can’t be deleted now.`,
}

function titleOf(asked: AskedAct, entry: EntryView) {
  const name = entry.title === '' ? t`this entry` : entry.title
  if (asked === 'unpublish')
    return (
      <Trans>
        Unpublish <em>{name}</em>?
      </Trans>
    )
  return asked === 'trash' ? (
    <Trans>
      Move <em>{name}</em> to the trash?
    </Trans>
  ) : (
    <Trans>
      Delete <em>{name}</em> for good?
    </Trans>
  )
}

function effectOf(asked: AskedAct, { publications }: EntryView): string {
  if (asked === 'purge') return t`All its text, in every language and every revision, is gone then. This can’t be undone.`
  const paths = [...new Set(Object.values(publications).flatMap(({ path, slug }) => path ?? slug ?? []))]
  if (paths.length === 0) return t`Readers will not find it any more.`
  return t`Readers get 404 at ${paths.map((path) => (path.startsWith('/') ? path : `/${path}`)).join(', ')}.`
}

function shownWords({ impact: { entries, complete } }: Preflight): string {
  if (!complete)
    return plural(entries.count, {
      one: 'It shows on more than # entry that readers have.',
      other: 'It shows on more than # entries that readers have.',
    })
  return plural(entries.count, { one: 'It shows on # entry that readers have.', other: 'It shows on # entries that readers have.' })
}

function Consequences({ preflight, refusal }: { preflight: Preflight; refusal: string }) {
  const { issues, targets, impact, hidden } = preflight
  const isFree = targets.length === 0 && impact.entries.count === 0 && hidden === 0
  return (
    <div className={classes.consequences}>
      {issues.map(({ severity, path, message }) => (
        <Note key={path + message} tone={severity === 'error' ? 'error' : 'warn'} title={severity === 'error' ? refusal : undefined}>
          <p>{message}</p>
        </Note>
      ))}
      {rules.map(({ policies, words }) => {
        const linking = targets.filter(({ policy }) => policies.includes(policy))
        return linking.length === 0 ? null : (
          <section key={words}>
            <h3 className={classes.heading}>{words}</h3>
            <ul className={classes.links}>
              <EntryLinks entries={linking} />
            </ul>
          </section>
        )
      })}
      {impact.entries.count > 0 && preflight.verdict === 'ok' && <p>{shownWords(preflight)}</p>}
      {hidden > 0 && <p className="verso-dimmed">{hiddenWords(hidden)}</p>}
      {isFree && issues.length === 0 && <p>{t`No entry links to it.`}</p>}
    </div>
  )
}

/** What becomes of the links, as the fields that hold them want it. */
const rules: { policies: Preflight['targets'][number]['policy'][]; words: string }[] = [
  { policies: ['refuse'], words: t`These need it. Take the link out there first:` },
  { policies: ['clear'], words: t`The link is taken out of these:` },
  { policies: ['leave', 'absent', 'publish'], words: t`These keep their link, and readers will not see it:` },
]
