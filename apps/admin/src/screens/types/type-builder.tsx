import { Button } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'
import { isProblem } from '../../api/api-problem.ts'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import type { Crumb } from '../../parts/use-screen.ts'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import { bodyOf } from './draft-type.ts'
import { FieldList } from './field-list.tsx'
import { PlanDialog } from './plan-dialog.tsx'
import { SidePane } from './side-pane.tsx'
import { TypeMenu } from './type-menu.tsx'
import { TypeSettings } from './type-settings.tsx'
import classes from './types.module.css'
import { useSaveType } from './use-save-type.ts'
import { useTypeDraft } from './use-type-draft.ts'

interface TypeBuilderProps {
  type: ContentTypeView | null
  tag: string | null
  mayEdit: boolean
  crumbs: Crumb[]
}

/** A content type: itself and its fields on the left, one field's settings or the JSON on the right. */
export function TypeBuilder({ type, tag, mayEdit, crumbs }: TypeBuilderProps) {
  const builder = useTypeDraft(type)
  const { draft, isDirty } = builder
  const saving = useSaveType(type, tag)
  const body = bodyOf(draft, type)
  const isSaved = saving.isSuccess && JSON.stringify(saving.variables) === JSON.stringify(body)
  const isUnsaved = isDirty && !isSaved
  const save = () => saving.mutate(body)
  useUnsavedGuard(isUnsaved)
  useHotkeys(mayEdit ? [{ keys: 'mod+S', label: 'Save the content type', run: save }] : [])
  const needed = isProblem(saving.error, 'needs_plan') ? saving.error : null
  return (
    <Page
      title={type?.label ?? 'New content type'}
      crumbs={crumbs}
      meta={isUnsaved && type !== null ? 'Not saved yet' : undefined}
      width="full"
      actions={
        mayEdit && (
          <>
            {type !== null && <TypeMenu type={type} tag={tag} />}
            {type !== null && isDirty && <Button onClick={builder.reset}>Discard changes</Button>}
            <ReasonedButton
              variant="filled"
              onClick={save}
              loading={saving.isPending}
              reason={type !== null && !isDirty ? 'Nothing has changed' : undefined}
            >
              {type === null ? 'Make content type' : 'Save'}
            </ReasonedButton>
          </>
        )
      }
    >
      {saving.isError && needed === null && (
        <div className={classes.problem}>
          <ProblemCard
            problem={saving.error}
            title={type === null ? 'The content type could not be made' : 'The content type could not be saved'}
          />
        </div>
      )}
      <fieldset className={classes.builder} disabled={!mayEdit} aria-label={draft.label || 'Content type'}>
        <div className={classes.left}>
          <TypeSettings builder={builder} type={type} problem={saving.error} />
          <FieldList builder={builder} problem={saving.error} />
        </div>
        <SidePane builder={builder} type={type} problem={saving.error} mayEdit={mayEdit} />
      </fieldset>
      {needed !== null && <PlanDialog problem={needed} onClose={() => saving.reset()} onDiscard={builder.reset} />}
    </Page>
  )
}
