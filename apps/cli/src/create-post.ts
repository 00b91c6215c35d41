import type { Mail, Post } from '@verso/core'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'

const connectMs = 10_000
const silenceMs = 20_000

interface PostOptions {
  mail: Config['mail']
  /** Where the links in mail lead. */
  origin: string
  /** A line for who runs the server. */
  say: (line: string) => void
}

/** Mail by SMTP, or where none is set up, written where the server was started, for whoever may see that. */
export function createPost({ mail, origin, say }: PostOptions): Post {
  if (mail === null) return { origin, send: async (letter) => sayMail(letter, say) }
  const transport = createTransport({
    url: mail.smtpUrl,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    // What is in a mail is said here; nothing of it is fetched from anywhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    origin,
    async send({ to, subject, text }) {
      // As an address that was taken apart already: none of its characters means anything to whoever puts the header together.
      await transport.sendMail({ from: mail.from, to: { name: '', address: to }, subject, text })
    },
  }
}

function sayMail({ to, subject, text }: Mail, say: (line: string) => void): void {
  say(`MAIL to ${to}: ${subject}`)
  for (const line of text.trimEnd().split('\n')) say(`  ${line}`)
}
