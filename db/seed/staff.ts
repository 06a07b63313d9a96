import type { staffRoles } from '#db/schema/identity.ts'
import { OFFICES, type OfficeCode } from './county.ts'
import { demoId } from './random.ts'

export type StaffRole = (typeof staffRoles)[number]
export type StaffMember = {
  id: string
  accountId: string
  name: string
  /** The first is who they are in the file's other comments; a second one belongs to a second appointment. */
  signInNames: string[]
  appointments: { id: string; role: StaffRole; office: OfficeCode | null }[]
}

/** Drawn on the screens; the others get an invented name. */
const DRAWN_NAMES: Readonly<Record<string, string>> = {
  'office-dongtang': '王某01',
  'office-dongtang-2': '李某02',
  bureau: '赵某01',
  'lecturer-law-1': '邵某02',
  'lecturer-law-2': '俞某03',
  'lecturer-moral-1': '范某01',
  'lecturer-psy-1': '李某05',
}

const OTHER_SURNAMES = [
  ...'顾孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕',
]

/** 13 of the offices, 15 social workers, 5 of the bureau, 14 lecturers; the eight of psychology also counsel. */
export function demoStaff(): StaffMember[] {
  const seats: { signInNames: string[]; roles: { role: StaffRole; office: OfficeCode | null }[] }[] = [
    ...OFFICES.flatMap(({ code, staff }) =>
      numbered(`office-${code}`, staff).map((name) => ({
        signInNames: [name],
        roles: [{ role: 'office' as const, office: code }],
      })),
    ),
    ...OFFICES.flatMap(({ code, socialWorkers }) =>
      numbered(`social-worker-${code}`, socialWorkers).map((name) => ({
        signInNames: [name],
        roles: [{ role: 'social-worker' as const, office: code }],
      })),
    ),
    ...numbered('bureau', 5).map((name) => ({
      signInNames: [name],
      roles: [{ role: 'bureau' as const, office: null }],
    })),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => ({
      signInNames: [`lecturer-psy-${number}`, `counsellor-${number}`],
      roles: [
        { role: 'lecturer' as const, office: null },
        { role: 'counsellor' as const, office: null },
      ],
    })),
    ...['law', 'moral'].flatMap((group) =>
      [1, 2, 3].map((number) => ({
        signInNames: [`lecturer-${group}-${number}`],
        roles: [{ role: 'lecturer' as const, office: null }],
      })),
    ),
  ]
  return seats.map(({ signInNames, roles }, index) => {
    const seat = signInNames[0]!
    return {
      id: demoId('staff', seat),
      accountId: demoId('account', seat),
      name: DRAWN_NAMES[seat] ?? `${OTHER_SURNAMES[index % OTHER_SURNAMES.length]}某${String(50 + index)}`,
      signInNames,
      appointments: roles.map(({ role, office }) => ({
        id: demoId('appointment', `${seat}:${role}`),
        ...{ role, office },
      })),
    }
  })
}

/** `office-yunxi`, `office-yunxi-2` … */
function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`))
}

export const staffAccountId = (signInName: string) => demoId('account', signInName)

const COUNSELLORS = 8

/** With whom somebody talks: lin09 and one in eight with the counsellor of the demo's sign-in, the others with the other seven. */
export function counsellorOf({ name, registerNumber }: { name: string; registerNumber: string }): string {
  const number = Number(registerNumber)
  if (name === '林某09' || number % COUNSELLORS === 3) return 'lecturer-psy-1'
  return `lecturer-psy-${2 + (number % (COUNSELLORS - 1))}`
}
