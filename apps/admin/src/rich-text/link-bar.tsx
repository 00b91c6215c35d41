import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { useEditor, useEditorSelector } from '@portabletext/editor'
import { getActiveAnnotations } from '@portabletext/editor/selectors'
import { IconAlertTriangle, IconLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { entryCardsQuery } from '../api/entries.ts'
import { useOpenDialog } from './dialogs-context.ts'
import classes from './rich-text.module.css'

/** The link that the caret stands in: where it leads, and what can be done with it. */
export function LinkBar() {
  const editor = useEditor()
  const link = useEditorSelector(editor, getActiveAnnotations).find(({ _type }) => _type === 'link' || _type === 'entryLink')
  const openDialog = useOpenDialog()
  if (link === undefined) return null
  const entry = link['entry']
  const entryId = typeof entry === 'object' && entry !== null && '_ref' in entry ? String(entry._ref) : ''
  return (
    <section className={classes.bar} aria-label={t`Link`}>
      <IconLink size={16} stroke={1.75} aria-hidden />
      <span className={classes.barTarget}>{link._type === 'link' ? String(link['href'] ?? '') : <EntryTarget entryId={entryId} />}</span>
      <Button size="compact-sm" onMouseDown={(event) => event.preventDefault()} onClick={() => openDialog({ kind: 'link', current: link })}>
        {t`Edit`}
      </Button>
      <Button
        size="compact-sm"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          editor.send({ type: 'annotation.remove', annotation: { name: link._type } })
          editor.send({ type: 'focus' })
        }}
      >
        {t`Unlink`}
      </Button>
    </section>
  )
}

function EntryTarget({ entryId }: { entryId: string }) {
  const cards = useQuery(entryCardsQuery([entryId]))
  const card = cards.data?.[0]
  if (card === undefined) return <>{cards.isPending ? t`Loading…` : t`An entry`}</>
  if ('hidden' in card) return <>{t`An entry that is not visible to you`}</>
  const isPublic = card.status === 'published' || card.status === 'changed'
  return (
    <>
      {card.title === '' ? t`Untitled` : card.title}
      {!isPublic && (
        <span className={classes.unpublished}>
          {' '}
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden /> {t`not published, readers get plain text`}
        </span>
      )}
    </>
  )
}
