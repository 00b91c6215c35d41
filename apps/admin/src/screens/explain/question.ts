/** Whose right to do what is asked about, as the address holds it. */
export interface Question {
  role?: string | undefined
  user?: string | undefined
  token?: string | undefined
  action?: string | undefined
  type?: string | undefined
  id?: string | undefined
  field?: string | undefined
  locale?: string | undefined
}
