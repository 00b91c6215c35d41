import { t } from '@lingui/core/macro'
import { type ReactNode, useState } from 'react'
import type { Schema } from '../../api/reference.ts'
import classes from './reference.module.css'
import { refName, schemaWords } from './schema-words.ts'

interface SchemaViewProps {
  schema: Schema
  schemas: Record<string, Schema>
}

/** A shape with its members; shapes within it unfold where they stand, so that one that holds itself has an end. */
export function SchemaView({ schema, schemas }: SchemaViewProps) {
  const shapes = shapesOf(schema, schemas)
  if (shapes.length === 0) return <p className={classes.plain}>{schemaWords(schema)}</p>
  return shapes.map((shape, index) => (
    <div key={index}>
      {shapes.length > 1 && (
        <p className={classes.either}>
          {index === 0 ? t`Either` : t`Or`}
          {shape.title === undefined ? '' : `: ${shape.title}`}
        </p>
      )}
      <ul className={classes.members}>
        {Object.entries(shape.properties ?? {}).map(([name, member]) => (
          <Member key={name} name={name} schema={member} schemas={schemas} isRequired={shape.required?.includes(name) === true} />
        ))}
        {typeof shape.additionalProperties === 'object' && (
          <Member name={t`any name`} schema={shape.additionalProperties} schemas={schemas} isRequired={false} />
        )}
      </ul>
    </div>
  ))
}

function Member({ name, schema, schemas, isRequired }: SchemaViewProps & { name: string; isRequired: boolean }) {
  const description = schema.description ?? resolved(schema, schemas).description
  return (
    <li>
      <div className={classes.member}>
        <code className={classes.name}>{name}</code>
        <span className={classes.words}>{schemaWords(schema)}</span>
        {!isRequired && <span className={classes.optional}>{t`optional`}</span>}
      </div>
      {description !== undefined && <p className={classes.help}>{description}</p>}
      {shapesOf(schema, schemas).length > 0 && (
        <Unfolding label={t`Members of ${name}`}>
          <SchemaView schema={schema} schemas={schemas} />
        </Unfolding>
      )}
    </li>
  )
}

/** What is folded isn't made: most of a description is never looked at. */
function Unfolding({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)} className={classes.unfolding}>
      <summary>{label}</summary>
      {isOpen && children}
    </details>
  )
}

/** The objects that a schema may be, those in lists too. */
function shapesOf(schema: Schema, schemas: Record<string, Schema>): Schema[] {
  const { anyOf, allOf, items, properties, additionalProperties } = resolved(schema, schemas)
  if (properties !== undefined || (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0))
    return [resolved(schema, schemas)]
  if (items !== undefined) return shapesOf(items, schemas)
  return [...(anyOf ?? []), ...(allOf ?? [])].flatMap((one) => shapesOf(one, schemas))
}

function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = refName(schema)
  return name === null ? schema : (schemas[name] ?? {})
}
