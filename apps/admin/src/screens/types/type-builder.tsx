import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'
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
import { TemplateList } from './template-list.tsx'
import { TypeMenu } from './type-menu.tsx'
import { TypeSettings } from './type-settings.tsx'
import classes from './types.module.css'
import { usePlannedSave } from './use-planned-save.ts'
import { useSaveType } from './use-save-type.ts'
import { useTypeDraft } from './use-type-draft.ts'

interface TypeBuilderProps {
  type: ContentTypeView | null
  /** What a new type begins as. */
  newKind?: ContentTypeView['kind']
  tag: string | null
  mayEdit: boolean
  crumbs: Crumb[]
}

const newWords = { collection: t`New content type`, single: t`New content type`, component: t`New component` }

/** A content type: itself and its fields on the left, one field's settings or the JSON on the right. */
export function TypeBuilder({ type, newKind = 'collection', tag, mayEdit, crumbs }: TypeBuilderProps) {
  const builder = useTypeDraft(type, newKind)
  const { draft, isDirty } = builder
  const saving = useSaveType(type, tag)
  const body = bodyOf(draft, type)
  const isSaved = saving.isSuccess && JSON.stringify(saving.variables) === JSON.stringify(body)
  const isUnsaved = isDirty && !isSaved
  const save = () => saving.mutate(body)
  useUnsavedGuard(isUnsaved)
  useHotkeys(mayEdit ? [{ keys: 'mod+S', label: t`Save the content type`, run: save }] : [])
  const { plan, apply, applying, close, isPlannedAnew } = usePlannedSave({ saving, body, type })
  return (
    <Page
      title={type?.label ?? newWords[newKind]}
      crumbs={crumbs}
      meta={isUnsaved && type !== null ? t`Not saved yet` : undefined}
      width="full"
      actions={mayEdit && <Actions builder={builder} type={type} tag={tag} isSaving={saving.isPending} onSave={save} />}
    >
      {saving.isError && plan === null && (
        <div className={classes.problem}>
          <ProblemCard
            problem={saving.error}
            title={type === null ? t`The content type could not be made` : t`The content type could not be saved`}
          />
        </div>
      )}
      <fieldset className={classes.builder} disabled={!mayEdit} aria-label={draft.label || t`Content type`}>
        <div className={classes.left}>
          <TypeSettings builder={builder} type={type} problem={saving.error} />
          <FieldList builder={builder} problem={saving.error} />
          {draft.kind !== 'component' && <TemplateList builder={builder} type={type} problem={saving.error} />}
        </div>
        <SidePane builder={builder} type={type} problem={saving.error} mayEdit={mayEdit} />
      </fieldset>
      {plan !== null && (
        <PlanDialog
          key={plan.planHash}
          steps={plan.steps}
          applyLabel={t`Apply`}
          cancelLabel={t`Keep editing`}
          isNew={isPlannedAnew}
          isBusy={applying.isPending || saving.isPending}
          problem={applying.error}
          onApply={(acceptLoss) => apply(acceptLoss)}
          onClose={close}
        />
      )}
    </Page>
  )
}

interface ActionsProps {
  builder: ReturnType<typeof useTypeDraft>
  type: ContentTypeView | null
  tag: string | null
  isSaving: boolean
  onSave: () => void
}

function Actions({ builder: { draft, isDirty, reset }, type, tag, isSaving, onSave }: ActionsProps) {
  return (
    <>
      {type !== null && <TypeMenu type={type} tag={tag} />}
      {type !== null && isDirty && <Button onClick={reset}>{t`Discard changes`}</Button>}
      <ReasonedButton
        variant="filled"
        onClick={onSave}
        loading={isSaving}
        reason={type !== null && !isDirty ? t`Nothing has changed` : undefined}
      >
        {type === null ? (draft.kind === 'component' ? t`Make component` : t`Make content type`) : t`Save`}
      </ReasonedButton>
    </>
  )
}
