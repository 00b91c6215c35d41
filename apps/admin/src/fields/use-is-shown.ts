import type { FieldView } from '@verso/contract'
import type { Json } from '@verso/model'
import { useEffect, useSyncExternalStore } from 'react'
import { createSignal, useSignal } from '../api/signal.ts'
import { type FormSurroundings, useFormSurroundings } from './form-context.ts'

type ShownFields = typeof import('@verso/model').shownFields

/** The model's rules are heavy: only a form with a condition brings them along. */
const evaluator = createSignal<ShownFields | null>(null)

/** Whether the field's `showIf` holds for the values that stand beside it now. Older states of an entry are shown whole. */
export function useIsShown(field: FieldView, pointer: string): boolean {
  const form = useFormSurroundings()
  const hasCondition = field.showIf !== undefined && pointer.startsWith('/fields/')
  const shownFields = useSignal(evaluator)
  useEffect(() => {
    if (hasCondition && evaluator.get() === null) void import('@verso/model').then((model) => evaluator.set(model.shownFields))
  }, [hasCondition])
  return useSyncExternalStore(
    form?.subscribe ?? never,
    () => !hasCondition || (form !== null && shownFields !== null && isShown(field, form, shownFields)),
  )
}

function isShown(field: FieldView, form: FormSurroundings, shownFields: ShownFields): boolean {
  const values = Object.fromEntries(form.type.fields.map(({ name }) => [name, form.valueOf(name, form.locale) ?? null]))
  const [type, types] = [form.type, form.types] as unknown as [Parameters<ShownFields>[0], Parameters<ShownFields>[2]]
  return shownFields(type, values as Record<string, Json>, types).some(({ name }) => name === field.name)
}

function never(): () => void {
  return () => undefined
}
