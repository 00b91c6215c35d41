import { Button } from '@mantine/core'
import { IconPlus, IconSchema } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { typesQuery } from '../../api/types.ts'
import { useMay } from '../../api/use-may.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import classes from './types.module.css'

/** What content is made of. */
export function TypesScreen() {
  const types = useQuery(typesQuery())
  const navigate = useNavigate()
  const mayManage = useMay().manage('types')
  useHotkeys(mayManage ? [{ keys: 'c', label: 'Make a content type', run: () => navigate({ to: '/settings/types/new' }) }] : [])
  const make = (
    <Button component={Link} to="/settings/types/new" variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>
      Make content type
    </Button>
  )
  return (
    <Page title="Content types" actions={mayManage && types.data?.length !== 0 ? make : undefined}>
      {types.isError && <ProblemCard problem={types.error} title="The content types could not be loaded" onRetry={() => types.refetch()} />}
      {types.isPending && <Loading label="Loading content types" rows={5} />}
      {types.data?.length === 0 && (
        <Empty icon={IconSchema} title="There are no content types yet." action={mayManage && make}>
          A content type says what an entry is made of: an article has a title, a text and an author.
        </Empty>
      )}
      {types.data !== undefined && types.data.length > 0 && (
        <PlainTable
          label="Content types"
          rows={types.data}
          keyOf={({ id }) => id}
          columns={[
            {
              label: 'Label',
              isTitle: true,
              cell: ({ name, label }) => (
                <Link to="/settings/types/$type" params={{ type: name }} className={classes.title}>
                  {label}
                </Link>
              ),
            },
            { label: 'Name', cell: ({ name }) => <code>{name}</code> },
            { label: 'Kind', cell: ({ kind }) => (kind === 'single' ? 'Single' : 'Collection') },
            { label: 'Fields', cell: ({ fields }) => fields.length },
            { label: 'Readers', cell: ({ publicRead }) => (publicRead ? 'Everyone' : 'With a token') },
          ]}
        />
      )}
    </Page>
  )
}
