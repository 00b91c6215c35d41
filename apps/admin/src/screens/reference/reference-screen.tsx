import { t } from '@lingui/core/macro'
import { SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type ApiDocument, type Operation, referenceQuery, type Surface } from '../../api/reference.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { OperationLine } from './operation-line.tsx'
import classes from './reference.module.css'

/** Both APIs as the server describes them: for the model as it is, as far as one may see it. */
export function ReferenceScreen() {
  const navigate = useNavigate()
  const search: Record<string, string | undefined> = useSearch({ strict: false })
  const surface: Surface = search['api'] === 'admin' ? 'admin' : 'content'
  const [text, setText] = useState('')
  const description = useQuery(referenceQuery(surface))
  return (
    <Page title={t`API reference`}>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t`API`}
          value={surface}
          data={[
            { value: 'content', label: t`Content API` },
            { value: 'admin', label: t`Admin API` },
          ]}
          onChange={(api) => void navigate({ to: '/reference', search: { api: api === 'admin' ? 'admin' : undefined } })}
        />
        <TextInput
          aria-label={t`Narrow the operations`}
          placeholder={t`Narrow by path or words`}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      {description.isError && (
        <ProblemCard
          problem={description.error}
          title={t`The description could not be loaded`}
          onRetry={() => void description.refetch()}
        />
      )}
      {description.isPending && <Loading label={t`Loading the description`} rows={8} />}
      {description.data !== undefined && <Groups document={description.data} text={text} search={search} />}
    </Page>
  )
}

interface Listed {
  method: string
  path: string
  operation: Operation
}

function Groups({ document, text, search }: { document: ApiDocument; text: string; search: Record<string, string | undefined> }) {
  const found = operationsOf(document).filter((one) => fits(one, text))
  if (found.length === 0) return <Empty title={t`Nothing matches “${text}”.`} />
  return document.tags.map(({ name, description }) => {
    const here = found.filter(({ operation }) => operation.tags.includes(name))
    if (here.length === 0) return null
    return (
      <section key={name} className={classes.group}>
        <h2 className={classes.tag}>
          {name} {description !== name && <span className={classes.about}>{description}</span>}
        </h2>
        <ul className={classes.operations}>
          {here.map((one) => (
            <OperationLine
              key={`${one.method} ${one.path}`}
              {...one}
              schemas={document.components.schemas}
              isOpen={search['op'] === one.operation.operationId}
              search={search}
            />
          ))}
        </ul>
      </section>
    )
  })
}

function operationsOf({ paths }: ApiDocument): Listed[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
}

function fits({ method, path, operation }: Listed, text: string): boolean {
  const whole = `${method} ${path} ${operation.summary}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word))
}
