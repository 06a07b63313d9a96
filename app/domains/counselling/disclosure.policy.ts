import type { Refusal } from '#app/shared/outcome.ts'

/** The grounds that the consent's text names, and no others. */
export const disclosureGrounds = ['danger-to-life', 'harm-to-minor', 'order-of-law', 'duty-of-law'] as const
export type DisclosureGround = (typeof disclosureGrounds)[number]
export const disclosureRecipients = [
  'family',
  'hospital',
  'police',
  'civil-affairs',
  'education',
  'court',
  'procuratorate',
  'office',
] as const
export type DisclosureRecipient = (typeof disclosureRecipients)[number]

/** To whom something may be told on which ground: whoever can protect, whoever is in charge, whoever may demand it. */
const RECIPIENTS: Record<DisclosureGround, readonly DisclosureRecipient[]> = {
  'danger-to-life': ['family', 'hospital', 'police', 'office'],
  'harm-to-minor': ['police', 'civil-affairs', 'education', 'hospital'],
  'order-of-law': ['court', 'procuratorate', 'police'],
  'duty-of-law': disclosureRecipients,
}

export function checkDisclosure(
  made: { ground: DisclosureGround; recipient: DisclosureRecipient; madeAt: Date },
  now: Date,
): Refusal<'in-the-future' | 'recipient-not-of-ground'> | null {
  if (made.madeAt > now) return { refused: 'in-the-future' }
  return RECIPIENTS[made.ground].includes(made.recipient) ? null : { refused: 'recipient-not-of-ground' }
}
