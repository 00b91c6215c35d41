import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Test } from 'tap'

interface Received {
  from: string
  to: string[]
  text: string
}

export interface MailServer {
  url: string
  received: Received[]
  /** How often it was given a wrong password. */
  refusals: () => number
}

/** A real mail server on loopback that keeps what it is given; with a password it wants to hear it. */
export async function aMailServer(t: Test, password?: string): Promise<MailServer> {
  const received: Received[] = []
  const state = { refusals: 0 }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: password === undefined,
    onAuth(auth, _session, done) {
      if (auth.password === password) return done(null, { user: 'verso' })
      state.refusals += 1
      done(new Error('Wrong password'))
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString('utf8') })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://${password === undefined ? '' : `verso:${password}@`}127.0.0.1:${port}`, received, refusals: () => state.refusals }
}
