import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { checkPort } from './free-port.server.ts'

async function listening(host: string) {
  const server = net.createServer((socket) => socket.end()).listen(0, host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.close()
    await once(server, 'close')
  }
  return { port, close }
}

it.each(['localhost', '127.0.0.1'])('refuses a taken port on %s, and names another', async (host) => {
  const other = await listening('127.0.0.1')
  await expect(checkPort(other.port, host)).rejects.toThrow(
    `Port ${other.port} is taken by another program. Use another one: PORT=${other.port + 1} npm start`,
  )
  await other.close()
  await expect(checkPort(other.port, host)).resolves.toBeUndefined()
})

it('refuses an address that is not ours', async () => {
  await expect(checkPort(3000, '192.0.2.1')).rejects.toThrow(
    /HOST=192\.0\.2\.1 is no address of this machine/,
  )
})
