import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's second recommended setting; about 10 ms of one core. */
const SETTINGS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), SETTINGS)
}

let stranger: Promise<string> | undefined

/** Whether the password is right. Without a hash (no such name) the same work is done and the answer is no. */
export async function passwordMatches(storedHash: string | null, password: string): Promise<boolean> {
  stranger ??= hashPassword('nobody has this password')
  const matches = await verify(storedHash ?? (await stranger), password.normalize('NFKC'))
  return matches && storedHash !== null
}
