// After a build: a .br and a .gz beside every text file, so that serving one costs nothing.
import fs from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TEXT = new Set(['.js', '.css', '.svg', '.json', '.txt', '.webmanifest'])
const root = path.resolve('build/client')

for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !TEXT.has(path.extname(entry.name))) continue
  const file = path.join(entry.parentPath, entry.name)
  const bytes = fs.readFileSync(file)
  if (bytes.length < 512) continue
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  fs.writeFileSync(`${file}.br`, brotliCompressSync(bytes, best))
  fs.writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
}
