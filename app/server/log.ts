import { pino } from 'pino'
import { env } from '../env.server.ts'

/** One line of JSON an event. No names, numbers, addresses, bodies or query strings: an error carries its type, message
 *  and stack, and a database error's parameters are left out. */
export const log = pino({
  level: env.logLevel,
  base: { pid: process.pid },
  serializers: {
    err(error: unknown) {
      if (!(error instanceof Error)) return { type: typeof error }
      // drizzle wraps what the database said; the name of a rule that refused a row says nothing about anybody.
      const cause: object = error.cause instanceof Error ? error.cause : error
      const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
      const rule = 'constraint_name' in cause ? cause.constraint_name : undefined
      return { type: error.name, code, rule, message: safeMessage(error), stack: frames(error) }
    },
  },
})

/** drizzle puts the query's parameters into its message; they may be what a person typed. */
function safeMessage(error: Error): string {
  return error.message.split('\nparams:')[0]!.slice(0, 300)
}

function frames(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n')
}
