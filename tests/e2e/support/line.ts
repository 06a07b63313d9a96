import { once } from 'node:events'
import net from 'node:net'

/**
 * A line of its own between a browser and the server, which can be cut and mended. The browser's own switch is not enough:
 * while a page opens, single requests go through it.
 */
export class Line {
  readonly #server: net.Server
  readonly #sockets = new Set<net.Socket>()
  #whole = true

  private constructor(to: { host: string; port: number }) {
    this.#server = net.createServer((near) => {
      this.#keep(near)
      if (!this.#whole) return void near.destroy()
      const far = this.#keep(net.connect(to))
      near.pipe(far).pipe(near)
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
    })
  }

  static async to(address: string): Promise<Line> {
    const { hostname, port } = new URL(address)
    const line = new Line({ host: hostname, port: Number(port) })
    line.#server.listen(0, hostname)
    await once(line.#server, 'listening')
    return line
  }

  get address(): string {
    return `http://localhost:${(this.#server.address() as net.AddressInfo).port}`
  }

  cut(): void {
    this.#whole = false
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#whole = true
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #keep(socket: net.Socket): net.Socket {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    // A line that breaks is what is tried here.
    socket.on('error', () => socket.destroy())
    return socket
  }
}
