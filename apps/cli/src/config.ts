import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ImageSizes } from '@verso/core'
import type { S3Settings } from '@verso/media'
import { usualDelaysMs } from '@verso/webhooks'
import { envSchema } from 'env-schema'
import { readDuration } from './duration.ts'
import { readImageSizes } from './image-sizes.ts'
import { bucketFaults, bucketOf } from './bucket.ts'
import { type RateLimits, readRateLimits } from './rate-limits.ts'
import { readSecret } from './read-secret.ts'
import { StartError } from './start-error.ts'
import { formats, splitList, type Values, type VariableName, variables } from './variables.ts'

export interface Config {
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Who owns the tables, where `databaseUrl` is a role that doesn't. */
  migrateUrl: string | null
  /** Absolute. */
  dataDir: string
  host: string
  /** Null: the one of what is served. */
  port: number | null
  publicUrl: string | null
  /** Null: the one in the data folder, made on first start. */
  secret: Buffer | null
  trustedProxies: string[]
  outboundAllow: string[]
  corsOrigins: string[]
  /** How content answers are kept here, and by whatever stands between. */
  caching: {
    cacheBytes: number
    fragmentBytes: number
    sharedMaxAge: number
    staleWhileRevalidate: number
    tokenAnswers: 'private' | 'public'
  }
  /** The bucket that files lie in; null: they lie in the data folder. */
  bucket: S3Settings | null
  /** How far back whoever may read may look. */
  pinWindowMs: number
  /** Which sizes of images are made for whoever asks. */
  imageSizes: ImageSizes
  limits: RateLimits
  /** Null: mail is written to the console. */
  mail: { smtpUrl: string; from: string } | null
  drainMs: number
  /** Whether a server of everything works on jobs too. */
  hasWorker: boolean
  logLevel: string
  /** How long after each failure a webhook is tried again. */
  webhookDelaysMs: readonly number[]
  /** Where figures can be read: at a port of this machine alone, and by whoever has the token; null: not so. */
  metrics: { port: number | null; token: string | null }
  /** What commands read another installation with. */
  token: string | null
  /** The first owner, where there is none yet. */
  owner: { email: string; password: string } | null
}

type Environment = Record<string, string | undefined>

/** Reads the environment. Everything that is wrong is told at once, in one error. */
export function readConfig(environment: Environment = process.env): Config {
  const faults = unknownVariables(environment)
  const values = checked(withFiles(environment, faults), faults)
  const { VERSO_OWNER_EMAIL: email, VERSO_OWNER_PASSWORD: password } = values
  if ((email === undefined) !== (password === undefined))
    faults.push('VERSO_OWNER_EMAIL and VERSO_OWNER_PASSWORD go together; one of them is missing')
  if (values.VERSO_MIGRATE_URL !== undefined && values.DATABASE_URL === undefined)
    faults.push('VERSO_MIGRATE_URL stands beside DATABASE_URL, which is missing')
  faults.push(...mailFaults(values), ...bucketFaults(values))
  if (faults.length > 0) throw new StartError(`${faults.join('.\n')}.`)
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    migrateUrl: values.VERSO_MIGRATE_URL ?? null,
    dataDir: path.resolve(values.VERSO_DATA_DIR ?? ''),
    host: values.VERSO_HOST ?? '',
    port: values.VERSO_PORT ?? null,
    publicUrl: values.VERSO_PUBLIC_URL?.replace(/\/$/, '') ?? null,
    secret: values.VERSO_SECRET === undefined ? null : readSecret(values.VERSO_SECRET),
    trustedProxies: listOf(values.VERSO_TRUSTED_PROXIES),
    outboundAllow: listOf(values.VERSO_OUTBOUND_ALLOW),
    corsOrigins: listOf(values.VERSO_CORS_ORIGINS),
    caching: {
      cacheBytes: (values.VERSO_CACHE_MB ?? 0) * 1024 * 1024,
      fragmentBytes: (values.VERSO_FRAGMENT_CACHE_MB ?? (values.VERSO_CACHE_MB ?? 0) / 2) * 1024 * 1024,
      sharedMaxAge: values.VERSO_SHARED_MAX_AGE ?? 0,
      staleWhileRevalidate: values.VERSO_STALE_WHILE_REVALIDATE ?? 0,
      tokenAnswers: values.VERSO_TOKEN_ANSWERS === 'public' ? 'public' : 'private',
    },
    bucket: bucketOf(values),
    pinWindowMs: readDuration(values.VERSO_PIN_WINDOW ?? '') ?? 0,
    imageSizes: readImageSizes(values.VERSO_IMAGE_SIZES ?? '') ?? 'any',
    limits: limitsOf(values.VERSO_RATE_LIMIT),
    mail: mailOf(values),
    drainMs: values.VERSO_DRAIN_MS ?? 0,
    hasWorker: values.VERSO_WORKER !== 'off',
    logLevel: values.VERSO_LOG_LEVEL ?? '',
    webhookDelaysMs: delaysOf(values.VERSO_WEBHOOK_DELAYS),
    metrics: { port: values.VERSO_METRICS_PORT ?? null, token: values.VERSO_METRICS_TOKEN ?? null },
    token: values.VERSO_TOKEN ?? null,
    owner: email === undefined || password === undefined ? null : { email, password },
  }
}

/** What isn't right was told already. */
function limitsOf(text = 'on'): RateLimits {
  return readRateLimits(text) ?? limitsOf()
}

function delaysOf(text: string | undefined): readonly number[] {
  return text === undefined ? usualDelaysMs : splitList(text).map((seconds) => Number(seconds) * 1000)
}

/** A link in a mail must lead here, whoever asked for it: where that is can't be taken from a request. */
function mailFaults({ SMTP_URL, VERSO_MAIL_FROM, VERSO_PUBLIC_URL }: Values): string[] {
  if (SMTP_URL === undefined) return []
  return [
    ...(VERSO_MAIL_FROM === undefined ? ['SMTP_URL needs VERSO_MAIL_FROM: who mail comes from'] : []),
    ...(VERSO_PUBLIC_URL === undefined ? ['SMTP_URL needs VERSO_PUBLIC_URL: where the links in mail lead'] : []),
  ]
}

function mailOf({ SMTP_URL, VERSO_MAIL_FROM }: Values): Config['mail'] {
  return SMTP_URL === undefined || VERSO_MAIL_FROM === undefined ? null : { smtpUrl: SMTP_URL, from: VERSO_MAIL_FROM }
}

function unknownVariables(environment: Environment): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('VERSO_') && !isKnown(name))
    .map((name) => `${name} is not a variable of Verso`)
}

function isKnown(name: string): boolean {
  return name in variables || secretNames.some((secret) => name === `${secret}_FILE`)
}

const names = Object.keys(variables) as VariableName[]
const secretNames = names.filter((name) => 'isSecret' in variables[name])

/** Secrets may also stand in files, as container platforms hand them over. */
function withFiles(environment: Environment, faults: string[]): Environment {
  const fromFiles: Environment = {}
  for (const name of secretNames) {
    const file = environment[`${name}_FILE`]
    if (file === undefined) continue
    if (environment[name] !== undefined) faults.push(`${name} and ${name}_FILE are both set; leave one out`)
    try {
      fromFiles[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    } catch {
      faults.push(`${name}_FILE names "${file}", which can't be read`)
    }
  }
  return { ...environment, ...fromFiles }
}

function checked(environment: Environment, faults: string[]): Values {
  const data = Object.fromEntries(names.map((name) => [name, environment[name]]).filter(([, value]) => value !== undefined))
  try {
    return envSchema<Values>({
      schema: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { ...variables[name].schema }])) },
      data,
      env: false,
      ajv: {
        customOptions(ajv) {
          for (const [format, validate] of Object.entries(formats)) ajv.addFormat(format, validate)
          return ajv
        },
      },
    })
  } catch (error) {
    const wrong = names.filter((name) => pathsOf(error).has(`/${name}`))
    if (wrong.length === 0) throw error
    faults.push(...wrong.map((name) => faultOf(name, environment[name] ?? '')))
    return {}
  }
}

function pathsOf(error: unknown): Set<string> {
  const errors = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  return new Set(errors.map((one: { instancePath: string }) => one.instancePath))
}

function faultOf(name: VariableName, value: string): string {
  const shown = 'isSecret' in variables[name] ? 'has a value that is not accepted' : `is "${value}"`
  return `${name} ${shown}; it must be ${variables[name].expected}`
}

function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : splitList(text)
}
