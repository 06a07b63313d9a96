const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a piece of a URL can be one of our ids at all; anything else is not looked up. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
