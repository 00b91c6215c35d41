import pc from 'picocolors'
import type { Config } from './config.ts'
import type { House } from './open-house.ts'
import type { Output } from './output.ts'

interface Welcome {
  config: Config
  output: Output
  house: House
  /** Where the server listens. */
  url: string
  /** The code for the first owner, where there is none. */
  setupCode: string | null
}

/** What whoever started the server wants to know next, and the lines that programs wait for: SETUP and READY. */
export async function welcome({ config, output, house, url, setupCode }: Welcome): Promise<void> {
  const address = config.publicUrl ?? url
  const setup = setupCode === null ? null : `${address}/admin/setup#token=${setupCode}`
  output.result({ ready: url, admin: `${address}/admin`, setup })
  output.say()
  output.say(`  Admin         ${pc.cyan(`${address}/admin`)}`)
  output.say(`  Content API   ${await curlLine(house, address)}`)
  if (setup !== null) output.say('  First owner   open the link below; it works once, within the hour')
  if (needsHttps(address))
    output.say(
      `  ${pc.yellow('Signing in needs https here')}: only on localhost do browsers keep a session over http. Put a proxy with a certificate in front and set VERSO_PUBLIC_URL.`,
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
