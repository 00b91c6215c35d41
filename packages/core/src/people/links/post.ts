/** A mail as it is sent: plain text to one person. */
export interface Mail {
  to: string
  subject: string
  text: string
}

/** How mail leaves the house, and the address that links in it lead to. */
export interface Post {
  send: (mail: Mail) => Promise<void>
  /** Of the configuration, never of a request: whoever asks could name a host of their own. */
  origin: string
}
