import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { issuesAt } from '../api/api-problem.ts'
import type { Action, Names } from './right-words.ts'
import classes from './rights-editor.module.css'
import { RightsMatrix } from './rights-matrix.tsx'
import { limitedFrom, type RightsDraft, type RulePlace, toggled, withoutRule, withRule } from './rights-draft.ts'
import { RuleCards } from './rule-cards.tsx'
import type { Giving } from './use-giving.ts'

interface RightsEditorProps {
  draft: RightsDraft
  onChange: (draft: RightsDraft) => void
  names: Names
  giving: Giving
  actions: readonly Action[]
  hasFiles: boolean
  lockedBecause: string | null
  /** What the last save was refused with, and where its rules came from. */
  problem: unknown
  places: readonly RulePlace[]
  roleName?: string
}

/** Rights as a matrix of what holds for everything, with rules under limits below it. */
export function RightsEditor({ draft, onChange, names, problem, places, lockedBecause, roleName, ...props }: RightsEditorProps) {
  const [openKey, setOpenKey] = useState<string | null>(null)
  const faultsOf = (key: string, pointer: string) =>
    places.flatMap((place, index) => ('key' in place && place.key === key ? issuesAt(problem, `/rules/${index}${pointer}`) : []))
  const faultyRows = places.flatMap((place, index) =>
    'rows' in place && issuesAt(problem, `/rules/${index}`).length > 0 ? place.rows : [],
  )
  const limit = (row: string) => {
    const key = `new-${Date.now()}`
    onChange(limitedFrom(draft, row, key))
    setOpenKey(key)
  }
  return (
    <div className={classes.root}>
      <RightsMatrix
        {...props}
        draft={draft}
        types={names.types}
        lockedBecause={lockedBecause}
        faultyRows={faultyRows}
        roleName={roleName ?? null}
        onToggle={(row, action) => onChange(toggled(draft, row, action))}
        onLimit={limit}
      />
      <h3 className={classes.heading}>{t`Rules with limits`}</h3>
      <RuleCards
        rules={draft.limited}
        names={names}
        giving={props.giving}
        isLocked={lockedBecause !== null}
        actions={props.actions}
        openKey={openKey}
        faultsOf={faultsOf}
        onOpen={setOpenKey}
        onChange={(key, rule) => onChange(withRule(draft, key, rule))}
        onRemove={(key) => onChange(withoutRule(draft, key))}
      />
    </div>
  )
}
