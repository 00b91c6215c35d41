/** Browsers keep passkeys for names over https, and for this machine by its name; not for addresses in numbers. */
export function canUsePasskeys(): boolean {
  return globalThis.PublicKeyCredential !== undefined && isSecureContext && !/^[\d.]+$|^\[/.test(location.hostname)
}
