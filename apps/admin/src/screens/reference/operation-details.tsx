import { t } from '@lingui/core/macro'
import type { ApiResponse, Operation, Parameter, Schema } from '../../api/reference.ts'
import classes from './reference.module.css'
import { SchemaView } from './schema-view.tsx'
import { schemaWords } from './schema-words.ts'

interface DetailsProps {
  operation: Operation
  schemas: Record<string, Schema>
}

/** What an operation takes, and how it answers. */
export function OperationDetails({ operation, schemas }: DetailsProps) {
  const { description, parameters = [], requestBody, responses } = operation
  return (
    <div className={classes.details}>
      {description !== undefined && <p className={classes.help}>{description}</p>}
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {requestBody !== undefined && (
        <section>
          <h4 className={classes.part}>{t`Body`}</h4>
          <Contents content={requestBody.content} schemas={schemas} />
        </section>
      )}
      <section>
        <h4 className={classes.part}>{t`Answers`}</h4>
        {Object.entries(responses).map(([status, response]) => (
          <Answer key={status} status={status} response={response} schemas={schemas} />
        ))}
      </section>
    </div>
  )
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  return (
    <section>
      <h4 className={classes.part}>{t`Parameters`}</h4>
      <ul className={classes.members}>
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <li key={`${place} ${name}`}>
            <div className={classes.member}>
              <code className={classes.name}>{name}</code>
              <span className={classes.words}>{t`in ${place}, ${schemaWords(schema)}`}</span>
              {required !== true && <span className={classes.optional}>{t`optional`}</span>}
            </div>
            {description !== undefined && <p className={classes.help}>{description}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Answer({ status, response, schemas }: { status: string; response: ApiResponse; schemas: Record<string, Schema> }) {
  const { description, headers = {}, content = {} } = response
  const names = Object.keys(headers)
  return (
    <details className={classes.answer} open={status.startsWith('20')}>
      <summary>
        <code className={classes.name}>{status}</code> {description}
      </summary>
      {names.length > 0 && <p className={classes.help}>{t`Headers: ${names.join(', ')}`}</p>}
      <Contents content={content} schemas={schemas} />
    </details>
  )
}

function Contents({ content, schemas }: { content: Record<string, { schema: Schema }>; schemas: Record<string, Schema> }) {
  return Object.entries(content).map(([type, { schema }]) => (
    <div key={type}>
      {type !== 'application/json' && <p className={classes.help}>{type}</p>}
      <SchemaView schema={schema} schemas={schemas} />
    </div>
  ))
}
