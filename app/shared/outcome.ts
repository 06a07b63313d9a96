/** What a rule answers: a value, or the reason why not. Routes turn the reason into words. */
export type Refusal<Reason extends string> = { refused: Reason }
export type Outcome<Value, Reason extends string> = Value | Refusal<Reason>

export function isRefused<Value, Reason extends string>(
  outcome: Outcome<Value, Reason>,
): outcome is Refusal<Reason> {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome
}
