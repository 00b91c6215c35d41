const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

// The scroll lock of dialogs makes its own style element and asks this name for the nonce.
Object.assign(globalThis, { __webpack_nonce__: nonce })

/** The nonce that the server put into the page for style elements of this response. */
export function styleNonce(): string {
  return nonce
}
