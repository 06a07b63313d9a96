/** The finished text of a page, beside its Response: sent and compressed as it is, without a stream in between. */
export const finishedBodies = new WeakMap<Response, string>()
