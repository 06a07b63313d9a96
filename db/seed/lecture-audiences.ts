/** For whom a topic is, beside what content/menu.yaml says: for staff who choose one. By code. */
export type Audience = {
  zh: string
  en: string
  stage: 'any' | 'intake' | 'regular' | 'pre-discharge'
  roomNeeds: readonly string[]
}

const of = (zh: string, en: string, more: Partial<Audience> = {}): Audience => ({
  ...{ zh, en, stage: 'any', roomNeeds: [], ...more },
})

export const AUDIENCES: Readonly<Record<string, Audience>> = {
  a1: of('全体新入矫人员', 'everybody new', { stage: 'intake' }),
  a2: of('全体，按矫正类别分别讲', 'everybody, by category'),
  a3: of('危害公共安全类，有驾驶证的人', 'public-safety offences, all drivers', { roomNeeds: ['projector'] }),
  a4: of(
    '出租出借银行卡、电话卡的人，35 岁以下，全体每年一次',
    'card-lending offences, 35 and younger, everybody yearly',
    {
      roomNeeds: ['projector'],
    },
  ),
  a5: of('全体，1 月至 6 月', 'everybody, January to June'),
  a6: of('涉毒、涉赌人员，青年', 'related offences, young people'),
  a7: of('全体；可另开女学员班', "everybody; a women's class"),
  a8: of('低收入、外地户籍人员', 'low income, non-local'),
  b1: of('全体', 'everybody'),
  b2: of('全体', 'everybody'),
  b3: of('无业人员，即将解矫人员', 'unemployed, before discharge'),
  b4: of('为人父母者，未成年人的监护人', 'parents, guardians of minors'),
  b5: of('全体，节假日之前', 'everybody, before holidays'),
  c1: of('全体新入矫人员', 'everybody new', { stage: 'intake' }),
  c2: of('伤害、寻衅滋事、家庭暴力类', 'assault, affray, domestic violence', {
    roomNeeds: ['movable-chairs'],
  }),
  c3: of('全体；老年人、女学员优先', 'everybody; older people and women first'),
  c4: of('酒、毒、赌相关人员', 'drink, drugs, gambling', { roomNeeds: ['movable-chairs'] }),
  c5: of('解矫前一个月', 'the last month', { stage: 'pre-discharge' }),
}
