import { BlockList, isIP } from 'node:net'
import { readDuration } from './duration.ts'
import { readImageSizes } from './image-sizes.ts'
import { readRateLimits } from './rate-limits.ts'
import { readSecret } from './read-secret.ts'

interface Variable {
  schema: Record<string, unknown>
  /** What it must be, as the end of a sentence. */
  expected: string
  /** Never shown, and also read from the file that `<name>_FILE` names. */
  isSecret?: true
}

/** Every variable that Verso reads, written once: what is here is checked, what isn't here and begins with VERSO_ is refused. */
export const variables = {
  DATABASE_URL: {
    schema: { type: 'string', format: 'postgres-url' },
    expected: 'an address such as postgresql://user:password@host:5432/database',
    isSecret: true,
  },
  VERSO_MIGRATE_URL: {
    schema: { type: 'string', format: 'postgres-url' },
    expected: 'the address of DATABASE_URL for the owner of the tables, such as postgresql://owner:password@host:5432/database',
    isSecret: true,
  },
  VERSO_DATA_DIR: { schema: { type: 'string', minLength: 1, default: '.verso' }, expected: 'the path of a folder' },
  VERSO_HOST: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9.:_-]+$', default: '127.0.0.1' },
    expected: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  },
  VERSO_PORT: { schema: { type: 'integer', minimum: 0, maximum: 65_535 }, expected: 'a port number, 0 to 65535' },
  VERSO_PUBLIC_URL: {
    schema: { type: 'string', format: 'origin' },
    expected: 'an address without a path, such as https://cms.example.org',
  },
  VERSO_SECRET: {
    schema: { type: 'string', format: 'secret' },
    expected: '32 random bytes as base64url (43 characters); leave it out and Verso makes one',
    isSecret: true,
  },
  VERSO_TRUSTED_PROXIES: { schema: { type: 'string', format: 'networks' }, expected: 'a list of networks such as 10.0.0.0/8,fd00::/8' },
  VERSO_OUTBOUND_ALLOW: { schema: { type: 'string', format: 'networks' }, expected: 'a list of networks such as 10.0.0.0/8,fd00::/8' },
  VERSO_CORS_ORIGINS: {
    schema: { type: 'string', format: 'origins', default: '*' },
    expected: '* or a list of origins such as https://example.org,https://www.example.org',
  },
  VERSO_RATE_LIMIT: {
    schema: { type: 'string', format: 'rate-limit', default: 'on' },
    expected: 'on, off, or classes such as content=100/1,burst=200,admin=1000/1,signin=5/900',
  },
  VERSO_IMAGE_SIZES: {
    schema: { type: 'string', format: 'image-sizes', default: 'any' },
    expected: 'any, signed, list, or sizes such as 320,640,800x600',
  },
  VERSO_PIN_WINDOW: {
    schema: { type: 'string', format: 'duration-of-time', default: '24h' },
    expected: 'a time such as 24h, 30m or 7d, or a number of seconds',
  },
  VERSO_CACHE_MB: { schema: { type: 'integer', minimum: 0, maximum: 65_536, default: 64 }, expected: 'a number of megabytes; 0 for none' },
  VERSO_FRAGMENT_CACHE_MB: {
    schema: { type: 'integer', minimum: 0, maximum: 65_536 },
    expected: 'a number of megabytes; 0 for none',
  },
  VERSO_SHARED_MAX_AGE: { schema: { type: 'integer', minimum: 0, maximum: 31_536_000, default: 0 }, expected: 'a number of seconds' },
  VERSO_STALE_WHILE_REVALIDATE: {
    schema: { type: 'integer', minimum: 0, maximum: 31_536_000, default: 0 },
    expected: 'a number of seconds',
  },
  VERSO_TOKEN_ANSWERS: { schema: { type: 'string', enum: ['private', 'public'], default: 'private' }, expected: 'private or public' },
  VERSO_STORE: {
    schema: { type: 'string', pattern: '^(disk|s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._-]+)*/?)$', default: 'disk' },
    expected: 'disk, or a bucket such as s3://files or s3://files/verso',
  },
  VERSO_S3_ENDPOINT: {
    schema: { type: 'string', format: 'endpoint' },
    expected: 'an address such as https://s3.eu-central-1.amazonaws.com',
  },
  VERSO_S3_REGION: {
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+$', default: 'us-east-1' },
    expected: 'a region such as eu-central-1',
  },
  VERSO_S3_KEY: { schema: { type: 'string', minLength: 1 }, expected: 'the id of an access key', isSecret: true },
  VERSO_S3_SECRET: { schema: { type: 'string', minLength: 1 }, expected: 'the secret of an access key', isSecret: true },
  SMTP_URL: {
    schema: { type: 'string', format: 'smtp-url' },
    expected: 'an address such as smtps://user:password@mail.example.org:465',
    isSecret: true,
  },
  VERSO_MAIL_FROM: {
    schema: { type: 'string', pattern: '^[^\\r\\n]*[^@\\s<]+@[^@\\s>]+>?$', maxLength: 320 },
    expected: 'an address such as cms@example.org or Verso <cms@example.org>',
  },
  VERSO_WORKER: { schema: { type: 'string', enum: ['on', 'off'], default: 'on' }, expected: 'on or off' },
  VERSO_WEBHOOK_DELAYS: {
    schema: { type: 'string', format: 'delays' },
    expected: 'a list of seconds such as 0.5,1,2,5,60: how long after each failure a webhook is tried again',
  },
  VERSO_DRAIN_MS: { schema: { type: 'integer', minimum: 0, maximum: 9000, default: 1000 }, expected: 'a time in milliseconds, 0 to 9000' },
  VERSO_LOG_LEVEL: {
    schema: { type: 'string', enum: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'], default: 'info' },
    expected: 'one of fatal, error, warn, info, debug, silent',
  },
  VERSO_METRICS_PORT: { schema: { type: 'integer', minimum: 0, maximum: 65_535 }, expected: 'a port number, 0 to 65535' },
  VERSO_METRICS_TOKEN: {
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{16,}$' },
    expected: 'at least 16 visible characters',
    isSecret: true,
  },
  VERSO_TOKEN: {
    schema: { type: 'string', pattern: '^v[a-z]t_\\S+$' },
    expected: 'a token for reading content, such as vct_…',
    isSecret: true,
  },
  VERSO_OWNER_EMAIL: { schema: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+$' }, expected: 'an e-mail address' },
  VERSO_OWNER_PASSWORD: {
    schema: { type: 'string', minLength: 15, maxLength: 256 },
    expected: 'a password of 15 to 256 characters',
    isSecret: true,
  },
} as const satisfies Record<string, Variable>

export type VariableName = keyof typeof variables

export type Values = { [Name in VariableName]?: (typeof variables)[Name]['schema']['type'] extends 'integer' ? number : string }

/** How the formats above are recognised. */
export const formats: Record<string, (text: string) => boolean> = {
  'postgres-url': (text) => /^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text),
  'smtp-url': (text) => /^smtps?:\/\/\S+$/.test(text) && URL.canParse(text) && new URL(text).hostname !== '',
  endpoint: (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#@]/.test(text),
  origin: isOrigin,
  origins: (text) => text === '*' || splitList(text).every(isOrigin),
  networks: (text) => splitList(text).every(isNetwork),
  'duration-of-time': (text) => readDuration(text) !== null,
  'image-sizes': (text) => readImageSizes(text) !== null,
  'rate-limit': (text) => readRateLimits(text) !== null,
  delays: (text) => splitList(text).every((delay) => /^\d{1,5}(\.\d{1,3})?$/.test(delay)),
  secret: (text) => readSecret(text) !== null,
}

/** A list in a variable is separated by commas. */
export function splitList(text: string): string[] {
  return text.split(',').map((item) => item.trim())
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text.replace(/\/$/, '')
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  if (isIP(address) === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits ?? '')) return false
  try {
    new BlockList().addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6')
    return true
  } catch {
    return false
  }
}
