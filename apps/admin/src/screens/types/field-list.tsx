import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { t } from '@lingui/core/macro'
import { issuesAt } from '../../api/api-problem.ts'
import { toast } from '../../parts/toast.tsx'
import { useAnnounce } from '../../parts/use-announce.ts'
import { kindsNotIn } from './draft-type.ts'
import { FieldLine } from './field-line.tsx'
import { KindPicker } from './kind-picker.tsx'
import classes from './types.module.css'
import type { TypeDraft } from './use-type-draft.ts'

/** The fields in their order, which is the order of the form and of the API's answers. */
export function FieldList({ builder, problem }: { builder: TypeDraft; problem: unknown }) {
  const { draft } = builder
  const announce = useAnnounce()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const move = (key: string, to: number) => {
    builder.moveField(key, to)
    announce(t`${draft.fields.find((field) => field.key === key)?.label ?? t`Field`} moved to ${to + 1} of ${draft.fields.length}`)
  }
  const drop = ({ active, over }: DragEndEvent) => {
    if (over !== null && active.id !== over.id)
      move(
        String(active.id),
        draft.fields.findIndex(({ key }) => key === over.id),
      )
  }
  const remove = (key: string, label: string) => {
    const before = builder.removeField(key)
    toast({ message: label === '' ? t`Removed the field` : t`Removed ${label}`, undo: () => builder.putBack(before) })
  }
  return (
    <section aria-labelledby="fields">
      <h2 id="fields" className={classes.heading}>
        {t`Fields`}
      </h2>
      {issuesAt(problem, '/fields').length > 0 && <p className={classes.error}>{issuesAt(problem, '/fields')[0]}</p>}
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
        <SortableContext items={draft.fields.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          <ol className={classes.fields}>
            {draft.fields.map((field, index) => (
              <FieldLine
                key={field.key}
                field={field}
                index={index}
                count={draft.fields.length}
                isOpen={builder.openKey === field.key}
                faults={issuesAt(problem, `/fields/${index}`)}
                onOpen={() => builder.open(field.key)}
                onMove={(to) => move(field.key, to)}
                onRemove={() => remove(field.key, field.label)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {draft.fields.length === 0 && <p className={classes.none}>{t`No fields yet. An entry is made of fields.`}</p>}
      <KindPicker without={kindsNotIn(draft)} onPick={(kind) => builder.addField(kind, '')} />
    </section>
  )
}
