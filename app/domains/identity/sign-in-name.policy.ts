/** Longest name that is looked at; a longer one cannot exist. */
export const SIGN_IN_NAME_MAX = 64

/** What was typed → what is stored: full-width digits, spaces and dashes do not matter (“99 0412 07” → “99041207”). */
export function normaliseSignInName(typed: string): string {
  const name = typed.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase()
  return /^[\d+()-]+$/.test(name) ? name.replaceAll(/[^\d]/g, '') : name
}
