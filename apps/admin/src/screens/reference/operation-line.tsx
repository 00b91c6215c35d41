import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Operation, Schema } from '../../api/reference.ts'
import { OperationDetails } from './operation-details.tsx'
import classes from './reference.module.css'

interface OperationLineProps {
  method: string
  path: string
  operation: Operation
  schemas: Record<string, Schema>
  /** Its name stands in the address. */
  isOpen: boolean
  search: Record<string, string | undefined>
}

/** One operation; it unfolds at an address of its own. */
export function OperationLine({ method, path, operation, schemas, isOpen, search }: OperationLineProps) {
  const line = useRef<HTMLLIElement>(null)
  // Whoever comes by an address sees what it names; whoever opens it here is there already.
  useEffect(() => {
    if (isOpen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <li ref={line} className={classes.operation}>
      <h3 className={classes.heading}>
        <Link
          to="/reference"
          search={{ ...search, op: isOpen ? undefined : operation.operationId }}
          resetScroll={false}
          aria-expanded={isOpen}
          className={classes.link}
        >
          <code className={classes.method} data-method={method}>
            {method.toUpperCase()}
          </code>
          <code className={classes.path}>{path}</code>
          <span className={classes.summary}>{operation.deprecated === true ? t`Going away: ${operation.summary}` : operation.summary}</span>
        </Link>
      </h3>
      {isOpen && <OperationDetails operation={operation} schemas={schemas} />}
    </li>
  )
}
