import { useQuery } from '@tanstack/react-query'
import type { EntryView, Preflight } from '@verso/contract'
import { preflightQuery } from '../../api/preflight.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import classes from './entry-panel.module.css'
import { countOf, EntryLinks, hiddenWords } from './preflight-report.tsx'
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
        <ProblemCard problem={preflight.error} title="Who links to it is not known" onRetry={() => void preflight.refetch()} />
      ) : preflight.data === undefined ? (
        <Loading label="Looking for links to it" rows={1} />
      ) : (
        <Consequences preflight={preflight.data} refusal={refusals[asked]} />
      )}
    </ConfirmDialog>
  )
}

const verbs: Record<AskedAct, string> = { unpublish: 'Unpublish', trash: 'Move to trash', purge: 'Delete for good' }

const refusals: Record<AskedAct, string> = {
  unpublish: 'It can’t be unpublished now.',
  trash: 'It can’t be moved to the trash now.',
  purge: 'It can’t be deleted now.',
}

function titleOf(asked: AskedAct, entry: EntryView) {
  const title = <em>{entry.title === '' ? 'this entry' : entry.title}</em>
  if (asked === 'unpublish') return <>Unpublish {title}?</>
  return asked === 'trash' ? <>Move {title} to the trash?</> : <>Delete {title} for good?</>
}

function effectOf(asked: AskedAct, { publications }: EntryView): string {
  if (asked === 'purge') return 'All its text, in every language and every revision, is gone then. This can’t be undone.'
  const paths = [...new Set(Object.values(publications).flatMap(({ path, slug }) => path ?? slug ?? []))]
  if (paths.length === 0) return 'Readers will not find it any more.'
  return `Readers get 404 at ${paths.map((path) => (path.startsWith('/') ? path : `/${path}`)).join(', ')}.`
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
      {impact.entries.count > 0 && preflight.verdict === 'ok' && <p>{`It shows on ${countOf(preflight)} that readers have.`}</p>}
      {hidden > 0 && <p className="verso-dimmed">{hiddenWords(hidden)}</p>}
      {isFree && issues.length === 0 && <p>No entry links to it.</p>}
    </div>
  )
}

/** What becomes of the links, as the fields that hold them want it. */
const rules: { policies: Preflight['targets'][number]['policy'][]; words: string }[] = [
  { policies: ['refuse'], words: 'These need it. Take the link out there first:' },
  { policies: ['clear'], words: 'The link is taken out of these:' },
  { policies: ['leave', 'absent', 'publish'], words: 'These keep their link, and readers will not see it:' },
]
