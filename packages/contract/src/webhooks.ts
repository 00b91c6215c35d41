import { type Static, type TSchema, Type } from 'typebox'
import { Id, Time } from './shared.ts'

const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

const EventName = Type.Enum([
  'entry.published',
  'entry.unpublished',
  'entry.deleted',
  'entry.erased',
  'release.published',
  'media.changed',
  'model.changed',
  'redirect.changed',
  // Of drafts only whoever names them is told: `*` leaves them out.
  'entry.created',
  'entry.updated',
])
const texts = (maxItems: number) => Type.Array(Type.String({ maxLength: 200 }), { maxItems })
const Preset = Type.Enum(['build-hook', 'github', 'slack'])
const seq = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

const Projection = Type.Object(
  {
    select: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), texts(50)])),
    omit: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), texts(50)])),
    include: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), texts(20)])),
    richText: Type.Optional(Type.Enum(['html', 'markdown', 'text'])),
  },
  { additionalProperties: false, description: 'What of each published entry is told beside its id, as in reads; without it, nothing is' },
)

const wishes = {
  events: Type.Array(Type.Union([EventName, Type.Literal('*')]), { minItems: 1, maxItems: 20 }),
  types: texts(200),
  locales: texts(200),
  where: Type.Unknown({ description: 'A condition in the language of queries that the entry meets before or after; null for none' }),
  fieldsChanged: texts(200),
  headers: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 4096 }), {
    description: 'Sent along. Kept encrypted and never shown again; a changed `url` needs them again',
  }),
  mode: Type.Enum(['ordered', 'latest']),
  debounceSeconds: Type.Integer({
    minimum: 0,
    maximum: 600,
    description: 'With mode `latest`: how long nothing may happen until it is told; build hooks wait for 5 seconds',
  }),
  enabled: Type.Boolean(),
}

const url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'http or https, without credentials; has to lead to a public address',
})
const name = Type.String({ minLength: 1, maxLength: 200 })

const optional = {
  ...{ types: Type.Optional(wishes.types), locales: Type.Optional(wishes.locales), where: Type.Optional(wishes.where) },
  ...{ fieldsChanged: Type.Optional(wishes.fieldsChanged), projection: Type.Optional(nullable(Projection)) },
  ...{ headers: Type.Optional(wishes.headers), mode: Type.Optional(wishes.mode), enabled: Type.Optional(wishes.enabled) },
  preset: Type.Optional(nullable(Preset)),
  debounceSeconds: Type.Optional(wishes.debounceSeconds),
}

export const CreateWebhookBody = Type.Object(
  {
    ...{ name, url, events: Type.Optional(wishes.events), ...optional },
    after: Type.Optional({ ...seq, description: 'Begin with the first event after this one; without it, with the next one' }),
  },
  { additionalProperties: false },
)

export const PatchWebhookBody = Type.Object(
  { name: Type.Optional(name), url: Type.Optional(url), events: Type.Optional(wishes.events), ...optional },
  { additionalProperties: false },
)

export const WebhookView = Type.Object(
  {
    id: Id,
    name: Type.String(),
    url: Type.String(),
    events: Type.Array(Type.String()),
    types: Type.Array(Type.String()),
    locales: Type.Array(Type.String()),
    where: Type.Unknown(),
    fieldsChanged: Type.Array(Type.String()),
    projection: nullable(Projection),
    headers: Type.Array(Type.String(), { description: 'Their names' }),
    mode: wishes.mode,
    preset: nullable(Preset),
    debounceSeconds: nullable(Type.Integer()),
    enabled: Type.Boolean(),
    state: Type.Enum(['active', 'failing', 'paused', 'disabled']),
    reason: nullable(
      Type.String({ description: 'Why it is paused or disabled: `failing`, `gone`, `owner_gone`, `by_hand`, `not_enabled`' }),
    ),
    stateAt: Time,
    failures: Type.Integer({ description: 'How often the next message has failed' }),
    failingSince: nullable(Time),
    nextAttemptAt: nullable(Time),
    position: Type.Integer({ description: 'The last `seq` that it is done with' }),
    lag: Type.Object({ seq: Type.Integer(), seconds: Type.Integer() }, { additionalProperties: false }),
    replay: nullable(Type.Object({ after: Type.Integer(), toSeq: Type.Integer() }, { additionalProperties: false })),
    previousSecretUntil: nullable(Time),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type WebhookView = Static<typeof WebhookView>

export const WebhookWithSecret = Type.Object(
  { ...WebhookView.properties, secret: Type.String({ description: 'For checking signatures (Standard Webhooks); given this once' }) },
  { additionalProperties: false },
)
export type WebhookWithSecret = Static<typeof WebhookWithSecret>

export const RotateWebhookBody = Type.Object(
  {
    overlapSeconds: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 30 * 86_400, description: 'So long messages are signed by the secret before as well' }),
    ),
  },
  { additionalProperties: false },
)

export const ResumeWebhookBody = Type.Object({ from: Type.Optional(Type.Literal('now')) }, { additionalProperties: false })
export const SkipWebhookBody = Type.Object({ toSeq: seq }, { additionalProperties: false })
export const ReplayWebhookBody = Type.Object({ fromSeq: { ...seq, minimum: 1 }, toSeq: seq }, { additionalProperties: false })

export const DeliveryView = Type.Object(
  {
    id: Id,
    webhookId: Id,
    seq: nullable(Type.Integer({ description: 'Null for a test' })),
    event: Type.String(),
    messageId: Type.String({ description: '`webhook-id`, the same over retries' }),
    state: Type.Enum(['pending', 'delivered', 'failed', 'skipped']),
    attempts: Type.Array(
      Type.Object(
        {
          at: Time,
          status: nullable(Type.Integer({ description: 'Null where no answer came' })),
          ms: Type.Integer(),
          error: Type.Optional(Type.String()),
          responseExcerpt: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
    nextAttemptAt: nullable(Time),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type DeliveryView = Static<typeof DeliveryView>

export const DeliveryWithRequest = Type.Object(
  {
    ...DeliveryView.properties,
    request: nullable(
      Type.Object(
        { url: Type.String(), headers: Type.Record(Type.String(), Type.String()), body: Type.String() },
        {
          additionalProperties: false,
          description: 'What it says, put together again; secrets masked. Null where that is not kept any more',
        },
      ),
    ),
  },
  { additionalProperties: false },
)
export type DeliveryWithRequest = Static<typeof DeliveryWithRequest>

const count = Type.Integer({ minimum: 0 })

export const WebhookHealth = Type.Object(
  {
    hours: Type.Array(
      Type.Object({ from: Time, delivered: count, failed: count, pending: count, skipped: count }, { additionalProperties: false }),
      { description: 'The last 24, oldest first: how many messages of each are in which state by now' },
    ),
  },
  { additionalProperties: false },
)
export type WebhookHealth = Static<typeof WebhookHealth>
