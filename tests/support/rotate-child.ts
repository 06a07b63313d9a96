import { keyRing } from '#db/sealing/key-ring.ts'
import { resealAll } from '#db/sealing/reseal.server.ts'
import { connectOwner } from '#db/prepare.server.ts'

/** A process that rotates keys and says so after each batch: for being killed in the middle. */
const owner = connectOwner(process.env.DATABASE_SOCKET_DIR)
const done = await resealAll(owner, keyRing()!, {
  batch: 50,
  stopped: () => {
    process.stdout.write('batch\n')
    return false
  },
})
process.stdout.write(`done ${done.resealed}\n`)
await owner.end()
