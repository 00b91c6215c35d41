import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { foldersQuery } from '../../api/media.ts'
import { folderChoices } from './folder-paths.ts'

interface FolderSelectProps {
  chosen: string | undefined
  onChoose: (folder: string | undefined) => void
}

/** The folders where there is no room for a tree; nothing where there are none. */
export function FolderSelect({ chosen, onChoose }: FolderSelectProps) {
  const { data: folders = [] } = useQuery(foldersQuery())
  if (folders.length === 0) return null
  return (
    <Select
      aria-label={t`Folder`}
      data={[{ value: '', label: t`All files` }, { value: 'top', label: t`In no folder` }, ...folderChoices(folders)]}
      value={chosen ?? ''}
      onChange={(next) => onChoose(next === '' || next === null ? undefined : next)}
    />
  )
}
