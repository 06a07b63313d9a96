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
      const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
      return { type: error.name, code, message: safeMessage(error), stack: frames(error) }
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
