/** Longest name that is looked at; a longer one cannot exist. */
export const SIGN_IN_NAME_MAX = 64

/** What was typed → what is stored: full-width digits, spaces and dashes do not matter (“99 0412 07” → “99041207”). */
export function normaliseSignInName(typed: string): string {
  const name = typed.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()
  if (!/^[\d+()-]+$/.test(name)) return name
  // +86 before a mobile number is how phones themselves show it.
  return name.replaceAll(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '')
}
