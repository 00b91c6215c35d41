import { t } from '@lingui/core/macro'
import { type Icon, IconAlertTriangle, IconArrowsExchange, IconCircleCheck, IconTrash } from '@tabler/icons-react'
import type { PlanStep } from '@verso/contract'
import classes from './plan.module.css'
import { intlTag } from '../../language/language.ts'

type Counts = PlanStep['counts']

const verdicts: { member: keyof Counts; label: string; tone: string; icon: Icon }[] = [
  { member: 'kept', label: t`Kept`, tone: 'green', icon: IconCircleCheck },
  { member: 'converted', label: t`Converted`, tone: 'amber', icon: IconArrowsExchange },
  { member: 'convertedWithLoss', label: t`With loss`, tone: 'red', icon: IconAlertTriangle },
  { member: 'lost', label: t`Lost`, tone: 'red', icon: IconTrash },
]

/** Values by what happens to them; what happens to none is left out, unless `showsNone`. */
export function PlanCounts({ counts, showsNone = false }: { counts: Counts; showsNone?: boolean }) {
  return (
    <ul className={classes.counts}>
      {verdicts
        .filter(({ member }) => showsNone || counts[member] > 0)
        .map(({ member, label, tone, icon: VerdictIcon }) => (
          <li key={member} data-tone={counts[member] > 0 ? tone : 'none'}>
            <VerdictIcon size={16} stroke={1.75} aria-hidden /> {label}
            <strong>{counts[member].toLocaleString(intlTag())}</strong>
          </li>
        ))}
    </ul>
  )
}

/** All steps together. */
export function PlanTotals({ steps }: { steps: PlanStep[] }) {
  const total = (member: keyof Counts) => steps.reduce((sum, { counts }) => sum + counts[member], 0)
  const counts = { kept: total('kept'), converted: total('converted'), convertedWithLoss: total('convertedWithLoss'), lost: total('lost') }
  return (
    <section aria-label={t`Values in drafts`}>
      <PlanCounts counts={counts} showsNone />
    </section>
  )
}

/** "Published: 2 converted. Older revisions: 5 converted." */
export function placesWords({ places }: PlanStep): string {
  if (places === undefined) return ''
  return [sentence(t`Published`, places.published), sentence(t`Older revisions`, places.history)].filter(Boolean).join(' ')
}

function sentence(where: string, counts: Counts): string {
  const parts = verdicts
    .filter(({ member }) => counts[member] > 0)
    .map(({ member, label }) => `${counts[member].toLocaleString(intlTag())} ${label.toLowerCase()}`)
  return parts.length === 0 ? '' : `${where}: ${parts.join(', ')}.`
}
