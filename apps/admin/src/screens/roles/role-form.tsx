import { t } from '@lingui/core/macro'
import { Button, Textarea, TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { RoleView } from '@verso/contract'
import { isProblem, issuesAt } from '../../api/api-problem.ts'
import { useMay } from '../../api/use-may.ts'
import { Note } from '../../parts/note.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import type { Crumb } from '../../parts/use-screen.ts'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import { allActions } from '../../rights/right-words.ts'
import { RightsEditor } from '../../rights/rights-editor.tsx'
import { useGiving } from '../../rights/use-giving.ts'
import { useNames } from '../../rights/use-names.ts'
import { nameOf } from '../types/draft-type.ts'
import { AreaChoice } from './area-choice.tsx'
import { bodyOfRole, draftOfRole, type RoleDraft } from './role-draft.ts'
import { RoleMenu } from './role-menu.tsx'
import classes from './roles.module.css'
import { useKeptDraft } from './use-kept-draft.ts'
import { useSaveRole } from './use-save-role.ts'

interface RoleFormProps {
  /** Absent for a new one. */
  role?: RoleView | null
  /** What a new one begins as. */
  start: RoleDraft
  crumbs: Crumb[]
}

/** One role: what it is called, what it may do with content, and what it is trusted with beside. */
export function RoleForm({ role = null, start, crumbs }: RoleFormProps) {
  const initial = role === null ? start : draftOfRole(role)
  const { draft, saving, kept, isDirty, change, save } = useRoleForm(role, initial)
  const mayManage = useMay().manage('roles')
  const isOpen = role?.name === 'public'
  const locked = !mayManage
    ? t`You may see roles, not change them`
    : role?.builtIn === true && !isOpen
      ? t`Built-in roles do not change`
      : null
  useHotkeys(locked === null ? [{ keys: 'mod+S', label: t`Save the role`, run: save }] : [])
  return (
    <Page
      title={role?.label ?? t`New role`}
      crumbs={crumbs}
      meta={role?.builtIn === true ? t`Built in` : isDirty && role !== null ? t`Not saved yet` : undefined}
      actions={
        <>
          {role !== null && <RoleMenu role={role} />}
          {isDirty && role !== null && <Button onClick={() => kept.drop(initial, role.revision)}>{t`Discard changes`}</Button>}
          {locked === null && (
            <ReasonedButton
              variant="filled"
              onClick={save}
              loading={saving.isPending}
              reason={isDirty || role === null ? undefined : t`Nothing has changed`}
            >
              {role === null ? t`Make role` : t`Save`}
            </ReasonedButton>
          )}
        </>
      }
    >
      <div className={classes.sections}>
        <Notes role={role} locked={locked} isKept={kept.wasKept && isDirty} problem={saving.error} />
        <RoleRights role={role} draft={draft} locked={locked} saving={saving} onChange={change} />
      </div>
    </Page>
  )
}

function useRoleForm(role: RoleView | null, initial: RoleDraft) {
  const navigate = useNavigate()
  const kept = useKeptDraft(`verso-role:${role?.id ?? `new:${initial.name}`}`, initial, role?.revision ?? 0)
  const { draft } = kept
  const saving = useSaveRole(role, (saved) => {
    kept.drop(draftOfRole(saved), saved.revision)
    // The guard lets go once nothing is unsaved any more.
    if (role === null) setTimeout(() => void navigate({ to: '/settings/roles/$roleId', params: { roleId: saved.id }, ignoreBlocker: true }))
  })
  const isDirty = JSON.stringify(bodyOfRole(draft).body) !== JSON.stringify(bodyOfRole(initial).body)
  useUnsavedGuard(isDirty && !saving.isSuccess)
  const change = (part: Partial<RoleDraft>) => {
    if (saving.isSuccess) saving.reset()
    kept.change({ ...draft, ...part })
  }
  return { draft, saving, kept, isDirty, change, save: () => saving.mutate({ ...bodyOfRole(draft), revision: kept.revision }) }
}

interface NotesProps {
  role: RoleView | null
  locked: string | null
  isKept: boolean
  problem: unknown
}

function Notes({ role, locked, isKept, problem }: NotesProps) {
  return (
    <>
      {locked !== null && (
        <p className={classes.locked}>
          <IconLock size={16} stroke={1.75} aria-hidden />{' '}
          {role?.builtIn === true ? t`${locked}. Duplicate it to make one of your own.` : `${locked}.`}
        </p>
      )}
      {role?.name === 'public' && (
        <Note tone="info">{t`Everyone has this role, without signing in: whatever it reads is open to all readers.`}</Note>
      )}
      {isKept && <Note tone="info">{t`These changes were kept on this device and are not saved yet.`}</Note>}
      {problem !== null && (
        <ProblemCard
          problem={problem}
          title={role === null ? t`The role could not be made` : t`The role could not be saved`}
          {...(isProblem(problem, 'stale') ? { next: t`Discard your changes to see theirs, then make yours again.` } : {})}
        />
      )}
    </>
  )
}

interface RoleRightsProps {
  role: RoleView | null
  draft: RoleDraft
  locked: string | null
  saving: ReturnType<typeof useSaveRole>
  onChange: (part: Partial<RoleDraft>) => void
}

function RoleRights({ role, draft, locked, saving, onChange }: RoleRightsProps) {
  const names = useNames()
  const giving = useGiving()
  return (
    <>
      {role?.builtIn !== true && (
        <RoleNames draft={draft} isNew={role === null} locked={locked} problem={saving.error} onChange={onChange} />
      )}
      {role?.builtIn === true && <p>{role.description}</p>}
      <section aria-labelledby="role-content" className={classes.section}>
        <h2 id="role-content">{t`Content`}</h2>
        <RightsEditor
          draft={draft.rights}
          onChange={(rights) => onChange({ rights })}
          names={names}
          giving={giving}
          actions={role?.name === 'public' ? ['read'] : allActions}
          hasFiles={role?.name !== 'public'}
          lockedBecause={locked}
          problem={saving.error}
          places={saving.variables?.places ?? []}
          {...(role === null ? {} : { roleName: role.name })}
        />
      </section>
      {role?.name !== 'public' && (
        <AreaChoice value={draft.manage} giving={giving} isLocked={locked !== null} onChange={(manage) => onChange({ manage })} />
      )}
    </>
  )
}

interface RoleNamesProps extends Omit<RoleRightsProps, 'role' | 'saving'> {
  isNew: boolean
  problem: unknown
}

function RoleNames({ draft, isNew, locked, problem, onChange }: RoleNamesProps) {
  const follows = isNew && draft.name === nameOf(draft.label)
  return (
    <div className={classes.names}>
      <TextInput
        label={t`Name`}
        value={draft.label}
        readOnly={locked !== null}
        onChange={({ currentTarget: { value } }) => onChange({ label: value, ...(follows ? { name: nameOf(value) } : {}) })}
        error={issuesAt(problem, '/label')[0]}
      />
      <TextInput
        label={t`Name in the API`}
        classNames={{ input: 'verso-code' }}
        spellCheck={false}
        autoCapitalize="none"
        value={draft.name}
        readOnly={locked !== null}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
        error={issuesAt(problem, '/name')[0]}
      />
      <Textarea
        className={classes.wide ?? ''}
        label={t`Description`}
        placeholder={t`Who it is for, and what they may do.`}
        autosize
        minRows={1}
        maxRows={6}
        value={draft.description}
        readOnly={locked !== null}
        onChange={({ currentTarget: { value } }) => onChange({ description: value })}
        error={issuesAt(problem, '/description')[0]}
      />
    </div>
  )
}
