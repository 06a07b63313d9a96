import type { OfficeCode } from './county.ts'

/** What is fixed of somebody with a story; the rest falls by lot with everyone else's. */
export type StoryPerson = {
  /** Short sign-in name; null for two who are only drawn. */
  signInName: string | null
  name: string
  office: OfficeCode
  registerNumber?: string
  sex: 'male' | 'female'
  /** On the day of the seed. */
  age: number
  category: '02' | '03' | '04'
  grade: 'strict' | 'ordinary' | 'lenient'
  offenceClass: 'public-safety' | 'social-order' | 'property' | 'market-order' | 'person' | 'corruption'
  schooling: 'none' | 'primary' | 'junior' | 'senior' | 'college' | 'degree'
  work: 'employed' | 'self-employed' | 'unemployed' | 'student' | 'retired'
  local: boolean
  accessNeeds: string[]
  /** Months on the register; 0: received this month. */
  monthsHere: number
  minorsRegime?: boolean
  hasPhone?: boolean
}

const story = (
  signInName: string | null,
  name: string,
  person: Omit<StoryPerson, 'signInName' | 'name' | 'office' | 'local' | 'accessNeeds'> &
    Partial<Pick<StoryPerson, 'office' | 'local' | 'accessNeeds'>>,
): StoryPerson => ({ signInName, name, office: 'dongtang', local: true, accessNeeds: [], ...person })

/** What each name stands for is told in README only (decisions, "Demo names"). */
export const STORY_PEOPLE: readonly StoryPerson[] = [
  story('zhou12', '周某12', {
    registerNumber: '99041207',
    ...{ sex: 'male', age: 34, category: '02', grade: 'ordinary', offenceClass: 'public-safety' },
    ...{ schooling: 'junior', work: 'employed', monthsHere: 9 },
  }),
  story('wu31', '吴某31', {
    ...{ sex: 'male', age: 41, category: '02', grade: 'ordinary', offenceClass: 'public-safety' },
    ...{ schooling: 'junior', work: 'self-employed', monthsHere: 7 },
  }),
  story('chen17', '陈某17', {
    ...{ sex: 'male', age: 29, category: '02', grade: 'strict', offenceClass: 'social-order' },
    ...{ schooling: 'senior', work: 'employed', monthsHere: 3, local: false },
  }),
  story('zhao03', '赵某03', {
    ...{ sex: 'male', age: 68, category: '02', grade: 'ordinary', offenceClass: 'public-safety' },
    ...{ schooling: 'none', work: 'retired', monthsHere: 8, accessNeeds: ['reading-help'] },
  }),
  story('zheng26', '郑某26', {
    ...{ sex: 'male', age: 38, category: '02', grade: 'ordinary', offenceClass: 'property' },
    ...{ schooling: 'junior', work: 'employed', monthsHere: 11, accessNeeds: ['hearing'] },
  }),
  story('sun22', '孙某22', {
    ...{ sex: 'female', age: 31, category: '02', grade: 'ordinary', offenceClass: 'market-order' },
    ...{ schooling: 'senior', work: 'unemployed', monthsHere: 6, accessNeeds: ['pregnant-or-nursing'] },
  }),
  // Not of 东塘镇: people of the minors' regime stand in a list of their own, and the drawn board counts 58.
  story('feng01', '冯某01', {
    ...{ office: 'nanpu', sex: 'male', age: 18, category: '02', grade: 'ordinary', offenceClass: 'property' },
    ...{ schooling: 'junior', work: 'student', monthsHere: 8, minorsRegime: true },
  }),
  story('wei14', '魏某14', {
    ...{ sex: 'male', age: 45, category: '03', grade: 'ordinary', offenceClass: 'property' },
    ...{ schooling: 'primary', work: 'employed', monthsHere: 10 },
  }),
  story('jiang07', '蒋某07', {
    ...{ sex: 'male', age: 57, category: '04', grade: 'ordinary', offenceClass: 'person' },
    ...{ schooling: 'primary', work: 'unemployed', monthsHere: 5, accessNeeds: ['no-labour-capacity'] },
  }),
  story('qian40', '钱某40', {
    ...{ sex: 'male', age: 36, category: '02', grade: 'ordinary', offenceClass: 'market-order' },
    ...{ schooling: 'college', work: 'employed', monthsHere: 0, local: false },
  }),
  story('liu08', '刘某08', {
    ...{ sex: 'male', age: 52, category: '02', grade: 'ordinary', offenceClass: 'public-safety' },
    ...{ schooling: 'primary', work: 'self-employed', monthsHere: 12, hasPhone: false },
    accessNeeds: ['no-smartphone'],
  }),
  story('lin09', '林某09', {
    ...{ sex: 'female', age: 27, category: '02', grade: 'ordinary', offenceClass: 'social-order' },
    ...{ schooling: 'college', work: 'employed', monthsHere: 4, local: false },
  }),
  story(null, '马某05', {
    ...{ sex: 'male', age: 33, category: '02', grade: 'ordinary', offenceClass: 'property' },
    ...{ schooling: 'senior', work: 'employed', monthsHere: 13 },
  }),
  story(null, '蔡某14', {
    ...{ sex: 'male', age: 48, category: '02', grade: 'ordinary', offenceClass: 'public-safety' },
    ...{ schooling: 'junior', work: 'self-employed', monthsHere: 15 },
  }),
]
