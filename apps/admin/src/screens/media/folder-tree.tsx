import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFolder, IconFolderOff, IconFolderPlus, IconPhoto } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FolderView } from '@verso/contract'
import { type ReactNode, useState } from 'react'
import { foldersQuery } from '../../api/media.ts'
import { FolderDialog } from './folder-dialog.tsx'
import { FolderMenu } from './folder-menu.tsx'
import { foldersInOrder } from './folder-paths.ts'
import classes from './folder-tree.module.css'

interface FolderTreeProps {
  /** An id, `top` for files in no folder; undefined for all files. */
  chosen: string | undefined
  mayEdit: boolean
  onChoose: (folder: string | undefined) => void
}

/** The folders beside the files. */
export function FolderTree({ chosen, mayEdit, onChoose }: FolderTreeProps) {
  const { data: folders = [] } = useQuery(foldersQuery())
  const [isMaking, setIsMaking] = useState(false)
  const parent = folders.find(({ id }) => id === chosen) ?? null
  return (
    <nav aria-label={t`Folders`} className={classes.root}>
      <ul className="verso-list">
        <Line icon={<IconPhoto size={18} stroke={1.75} aria-hidden />} isChosen={chosen === undefined} onChoose={() => onChoose(undefined)}>
          {t`All files`}
        </Line>
        {folders.length > 0 && (
          <Line icon={<IconFolderOff size={18} stroke={1.75} aria-hidden />} isChosen={chosen === 'top'} onChoose={() => onChoose('top')}>
            {t`In no folder`}
          </Line>
        )}
        {foldersInOrder(folders).map(({ folder, depth }) => (
          <Line
            key={folder.id}
            depth={depth}
            icon={<IconFolder size={18} stroke={1.75} aria-hidden />}
            isChosen={chosen === folder.id}
            onChoose={() => onChoose(folder.id)}
            menu={mayEdit && <FolderMenu folder={folder} onGone={() => chosen === folder.id && onChoose(undefined)} />}
          >
            <Name folder={folder} />
          </Line>
        ))}
      </ul>
      {mayEdit && (
        <Button
          mt="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconFolderPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => setIsMaking(true)}
        >
          {t`New folder…`}
        </Button>
      )}
      {isMaking && <FolderDialog folder={null} parent={parent} onClose={() => setIsMaking(false)} onMade={({ id }) => onChoose(id)} />}
    </nav>
  )
}

function Name({ folder: { name, files } }: { folder: FolderView }) {
  return (
    <>
      <span className={classes.name}>{name}</span>
      {files > 0 && <span className={classes.count}>{files}</span>}
    </>
  )
}

interface LineProps {
  icon: ReactNode
  isChosen: boolean
  depth?: number
  menu?: ReactNode
  onChoose: () => void
  children: ReactNode
}

function Line({ icon, isChosen, depth = 0, menu, onChoose, children }: LineProps) {
  return (
    <li className={classes.line} data-chosen={isChosen || undefined} data-depth={Math.min(depth, 4)}>
      <button type="button" aria-current={isChosen || undefined} className={classes.choose} onClick={onChoose}>
        {icon}
        {children}
      </button>
      {menu}
    </li>
  )
}
