import net from 'node:net'
import { errorCode, NewcomerError } from '#db/newcomer-error.ts'

const listens = (port: number, host: string) =>
  new Promise<string | undefined>((resolve) => {
    const server = net.createServer()
    server.once('error', (error) => resolve(errorCode(error) ?? error.message))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })

const answers = (port: number, host: string) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect({ port, host, timeout: 500 })
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
    socket.once('timeout', () => settle(false))
  })

/** Refuses with a sentence when we could not listen there, before anything else has been started. */
export async function checkPort(port: number, host: string): Promise<void> {
  const problem = await listens(port, host)
  // "localhost" is two addresses; whoever has the other one would get half of our visitors.
  const both = host === 'localhost' ? [answers(port, '127.0.0.1'), answers(port, '::1')] : []
  if (problem === 'EADDRINUSE' || (await Promise.all(both)).includes(true))
    throw new NewcomerError(
      `Port ${port} is taken by another program. Use another one: PORT=${port === 3000 ? 3001 : port + 1} npm start`,
    )
  if (problem === 'EACCES')
    throw new NewcomerError(
      `Port ${port} needs more rights than this user has. Use one above 1023: PORT=3000 npm start`,
    )
  if (problem === 'EADDRNOTAVAIL' || problem === 'ENOTFOUND' || problem === 'EAI_AGAIN')
    throw new NewcomerError(
      `HOST=${host} is no address of this machine. Use localhost, or 0.0.0.0 for every address.`,
    )
  if (problem !== undefined) throw new NewcomerError(`Cannot listen on ${host}, port ${port}: ${problem}`)
}
