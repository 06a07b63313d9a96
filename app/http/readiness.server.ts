import { databaseAnswers } from '#db/client.server.ts'

/** Whether this process can serve pages now: its database answers. */
export function isReady(): Promise<boolean> {
  return databaseAnswers()
}
