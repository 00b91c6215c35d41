import { statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { finding, type Finding, note, ok } from './finding.ts'

/** What the configuration alone tells. */
export function checkConfiguration(config: Config): Finding[] {
  return [
    checkSecret(config),
    checkAddress(config),
    checkProxies(config),
    checkMail(config),
    checkOutbound(config),
    checkStore(config),
    checkCors(config),
    checkLimits(config),
  ]
}

/** Whether others than the people at this machine may reach it, as far as the configuration tells. */
export function isReachable({ host, publicUrl }: Config): boolean {
  return !isLocalName(host) || (publicUrl !== null && !isLocalName(new URL(publicUrl).hostname))
}

/** One that is weak stops every start, so that what is left is who can read it. */
function checkSecret({ secret, dataDir }: Config): Finding {
  if (secret !== null) return ok('secret', 'comes from the environment')
  const file = path.join(dataDir, 'secret')
  const mode = statSync(file).mode & 0o777
  if (process.platform === 'win32' || (mode & 0o077) === 0) return ok('secret', `only its owner can read ${file}`)
  return finding('secret', `others can read ${file} (mode ${mode.toString(8)}); run chmod 600`)
}

function checkAddress(config: Config): Finding {
  const { publicUrl } = config
  if (publicUrl?.startsWith('https:') === true) return ok('address', `people come by ${publicUrl}`)
  if (!isReachable(config)) return ok('address', 'only this machine can reach it')
  return finding('address', 'it can be reached from elsewhere, and VERSO_PUBLIC_URL is no https address: nobody can sign in safely')
}

function checkProxies({ trustedProxies, publicUrl }: Config): Finding {
  const all = trustedProxies.filter((network) => network.endsWith('/0'))
  if (all.length > 0)
    return finding('proxies', `VERSO_TRUSTED_PROXIES trusts everybody (${all.join(', ')}): anybody says where they come from`)
  if (trustedProxies.length === 0 && publicUrl?.startsWith('https:') === true)
    return note('proxies', 'no proxy is trusted: behind one, everybody counts as one address; name it in VERSO_TRUSTED_PROXIES')
  return ok('proxies', trustedProxies.length === 0 ? 'none is trusted' : `trusted: ${trustedProxies.join(', ')}`)
}

function checkMail({ mail }: Config): Finding {
  return mail === null
    ? note('mail', 'SMTP_URL is not set: links to new passwords are written to the console')
    : ok('mail', `sent as ${mail.from}`)
}

function checkOutbound({ outboundAllow }: Config): Finding {
  if (outboundAllow.some((network) => network.endsWith('/0')))
    return finding('outbound', 'VERSO_OUTBOUND_ALLOW lets requests go anywhere, into this network too')
  if (outboundAllow.length > 0) return note('outbound', `requests may go into ${outboundAllow.join(', ')}`)
  return ok('outbound', 'requests go to public addresses only')
}

function checkStore({ bucket, dataDir }: Config): Finding {
  if (bucket === null) return ok('files', `in ${dataDir}`)
  if (isLocalName(new URL(bucket.endpoint).hostname) || bucket.endpoint.startsWith('https:'))
    return ok('files', `in the bucket ${bucket.bucket}`)
  return finding('files', `VERSO_S3_ENDPOINT is no https address: everybody on the way can read the files`)
}

function checkCors({ corsOrigins }: Config): Finding {
  return ok(
    'cors',
    corsOrigins.includes('*') ? 'any page may read what is public, without credentials' : `pages of ${corsOrigins.join(', ')}`,
  )
}

function checkLimits({ limits }: Config): Finding {
  const off = Object.entries(limits).flatMap(([name, rate]) => (rate === null ? [name] : []))
  return off.length === 0
    ? ok('rate limits', 'on')
    : finding('rate limits', `off for ${off.join(', ')}: passwords can be tried without end; see VERSO_RATE_LIMIT`)
}

function isLocalName(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(name)
}
