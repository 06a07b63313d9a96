export const DEMO_PASSWORD = 'qicheng-demo'

export type DemoSignIn = { name: string; password: string; what: { zh: string; en: string } }

const signIn = (name: string, zh: string, en: string): DemoSignIn => ({
  ...{ name, password: DEMO_PASSWORD },
  what: { zh, en },
})

/** Printed at the start of a demo instance: one for each place in the product. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  signIn('zhou12', '学员，东塘镇', 'a learner in Dongtang'),
  signIn('zhao03', '学员，东塘镇，听着学', 'a learner in Dongtang who has lessons read aloud'),
  signIn('office-dongtang', '东塘镇司法所工作人员', 'staff of the Dongtang judicial office'),
  signIn('social-worker-dongtang', '东塘镇社会工作者', 'a social worker in Dongtang'),
  signIn('bureau', '县社区矫正机构', 'the county corrections bureau'),
  signIn('lecturer-law-1', '讲师（律师）', 'a lecturer, a lawyer'),
  signIn('counsellor-1', '心理讲师，兼心理咨询', 'a psychology lecturer who also counsels'),
]
