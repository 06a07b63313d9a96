import { z } from 'zod'

export const ANCHOR_VERSION = 'qicheng-audit-anchor/1'

/**
 * What is kept elsewhere, on paper or on another machine, of a county's seals: enough to notice that they were all made
 * anew. Holds no personal data and no secret.
 */
export const anchorSchema = z.object({
  version: z.literal(ANCHOR_VERSION),
  countyCode: z.string().min(1).max(40),
  countyId: z.uuid(),
  sequence: z.number().int().min(1),
  headerHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Rows under all seals up to this one. */
  count: z.number().int().min(1),
  sealedAt: z.iso.datetime(),
})
export type Anchor = z.output<typeof anchorSchema>

/** As it is printed, downloaded and read again. */
export function anchorText(anchors: readonly Anchor[]): string {
  return `${JSON.stringify(anchors, null, 2)}\n`
}
export const anchorFileSchema = z.array(anchorSchema).min(1)
