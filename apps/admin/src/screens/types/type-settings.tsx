import { t } from '@lingui/core/macro'
import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { ContentTypeView } from '@verso/contract'
import { issuesAt } from '../../api/api-problem.ts'
import { type DraftField, titleKinds } from './draft-type.ts'
import { TypeKindChoice } from './type-kind-choice.tsx'
import classes from './types.module.css'
import type { TypeDraft } from './use-type-draft.ts'

/** What holds for the type as a whole. */
export function TypeSettings({ builder, type, problem }: { builder: TypeDraft; type: ContentTypeView | null; problem: unknown }) {
  const { draft, change } = builder
  const errorAt = (member: string) => issuesAt(problem, `/${member}`)[0]
  return (
    <section className={classes.settings} aria-label={t`The type`}>
      <Names builder={builder} type={type} errorAt={errorAt} />
      <Textarea
        label={t`Description`}
        autosize
        minRows={1}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        error={errorAt('description')}
      />
      <div className={classes.pair}>
        <TypeKindChoice value={draft.kind} isNew={type === null} onChange={(kind) => change({ kind })} error={errorAt('kind')} />
        <div className={classes.switches}>
          {draft.kind !== 'component' && (
            <Switch
              mt={26}
              label={t`Everyone may read it`}
              description={t`Without a token, once published.`}
              checked={draft.publicRead}
              onChange={(event) => change({ publicRead: event.currentTarget.checked })}
            />
          )}
          {draft.kind === 'collection' && (
            <Switch
              label={t`Entries form a tree`}
              description={t`Each stands under another, or at the top; addresses follow.`}
              checked={draft.tree}
              onChange={(event) => change({ tree: event.currentTarget.checked })}
              error={errorAt('tree')}
            />
          )}
        </div>
      </div>
      <SpecialFields builder={builder} errorAt={errorAt} />
    </section>
  )
}

interface PartProps {
  builder: TypeDraft
  errorAt: (member: string) => string | undefined
}

function Names({ builder: { draft, change }, type, errorAt }: PartProps & { type: ContentTypeView | null }) {
  const isRenamed = type !== null && draft.name !== type.name
  return (
    <div className={classes.pair}>
      <TextInput
        label={t`Label`}
        placeholder={t`Articles`}
        autoFocus={type === null}
        value={draft.label}
        onChange={(event) => change({ label: event.currentTarget.value })}
        error={errorAt('label')}
      />
      <TextInput
        label={t`Name`}
        description={isRenamed ? t`Addresses of the API change from ${type.name} to ${draft.name || '…'}.` : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder="article"
        classNames={{ input: 'verso-code' }}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value, isNameOwn: true })}
        error={errorAt('name')}
      />
    </div>
  )
}

/** The fields that name an entry: to people, and in addresses. */
function SpecialFields({ builder: { draft, change }, errorAt }: PartProps) {
  const shared = { clearable: true, placeholder: t`None` }
  return (
    <div className={classes.pair}>
      <Select
        {...shared}
        label={t`Title field`}
        description={draft.kind === 'component' ? t`Names it in lists; otherwise its first text does.` : t`Names an entry to people.`}
        data={optionsOf(draft.fields.filter(({ kind }) => titleKinds.includes(kind)))}
        value={draft.titleField}
        onChange={(titleField) => change({ titleField })}
        error={errorAt('titleField')}
      />
      {draft.kind !== 'component' && (
        <Select
          {...shared}
          label={t`Slug field`}
          description={t`Names an entry in addresses.`}
          data={optionsOf(draft.fields.filter(({ kind }) => kind === 'slug'))}
          value={draft.slugField}
          onChange={(slugField) => change({ slugField })}
          error={errorAt('slugField')}
        />
      )}
    </div>
  )
}

function optionsOf(fields: DraftField[]): { value: string; label: string }[] {
  return fields.filter(({ name }) => name !== '').map(({ name, label }) => ({ value: name, label: label || name }))
}
