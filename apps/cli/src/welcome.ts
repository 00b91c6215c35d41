import { colors } from './colors.ts'
import type { Config } from './config.ts'
import type { House } from './open-house.ts'
import type { Output } from './output.ts'
import type { Services } from './services.ts'

interface Welcome {
  config: Config
  services: Services
  output: Output
  house: House
  /** Where the server listens. */
  url: string
  /** The code for the first owner, where there is none. */
  setupCode: string | null
}

/** What whoever started the server wants to know next, and the lines that programs wait for: SETUP and READY. */
export async function welcome({ config, services: { names }, output, house, url, setupCode }: Welcome): Promise<void> {
  const address = config.publicUrl ?? url
  const setup = setupCode === null ? null : `${address}/admin/setup#token=${setupCode}`
  const admin = names.has('admin-api') ? `${address}/admin` : null
  output.result({ ready: url, admin, setup })
  output.say()
  if (admin !== null) output.say(`  Admin         ${colors.cyan(admin)}`)
  if (names.has('content-api')) output.say(`  Content API   ${await curlLine(house, address)}`)
  output.say(`  Worker        ${names.has('worker') ? 'runs jobs and schedules' : 'none here; start one with `verso start worker`'}`)
  if (setup !== null) output.say('  First owner   open the link below; it works once, within the hour')
  if (admin !== null && needsHttps(address))
    output.say(
      `  ${colors.yellow('Signing in needs https here')}: only on localhost do browsers keep a session over http. Put a proxy with a certificate in front and set VERSO_PUBLIC_URL.`,
    )
  output.say()
  if (setup !== null) output.say(`SETUP ${setup}`)
  output.say(`READY ${url}`)
}

async function curlLine({ base }: House, address: string): Promise<string> {
  const { types } = await base.store.models.current()
  const type = types.find((one) => one.publicRead === true) ?? types[0]
  if (type === undefined) return `curl ${address}/content/v1/model`
  const token = type.publicRead === true ? '' : ` -H 'Authorization: Bearer vct_…'`
  return `curl '${address}/content/v1/entries/${type.name}?limit=3'${token}`
}

function needsHttps(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
