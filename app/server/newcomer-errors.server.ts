import { errorCode, NewcomerError } from '#db/newcomer-error.ts'
import { isOutage } from '#db/outage.ts'
import { DatabaseSetupError } from '#db/prepare.server.ts'

/** What to print when the start fails: a sentence that says what to do where we know one, else the whole error. */
export function explain(error: unknown): string {
  if (error instanceof NewcomerError || error instanceof DatabaseSetupError) return error.message
  const code = errorCode(error)
  const said = error instanceof Error ? error.message || code : String(error)
  if (code === '28P01' || code === '28000' || code === '3D000' || code === '42501')
    return `The database refuses: ${said}. Check DATABASE_URL and DATABASE_OWNER_URL.`
  if (isOutage(error) || code === 'EAI_AGAIN')
    return (
      `The database does not answer (${said}). Check that it runs and that DATABASE_URL and DATABASE_OWNER_URL ` +
      'name it, or leave both out to use the embedded one.'
    )
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
