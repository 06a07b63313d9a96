import { auditActs, type AuditAct } from './audit-acts.policy.ts'

/** Reading what is not one's own leaves a row too (decisions 13): these acts changed nothing. */
const LOOKS = /^(?!learning\.).*\.[a-z-]*(listed|opened|read|taken-out)$/

export const isLook = (act: string): boolean => LOOKS.test(act)

/** What one can ask the log for: everything, who looked, who did, or one act. */
export type ActFilter = '' | 'look' | 'deed' | AuditAct

/** The acts a filter stands for; null: all. */
export function actsOf(filter: ActFilter): readonly AuditAct[] | null {
  if (filter === '') return null
  if (filter === 'look') return auditActs.filter(isLook)
  if (filter === 'deed') return auditActs.filter((act) => !isLook(act))
  return [filter]
}
