import type { ItemFlag } from '#app/domains/learning/item-flag.policy.ts'
import type { NoIndex } from '#app/domains/learning/item-statistics.policy.ts'
import type { AskedQuestion } from '#app/domains/learning/quiz-draw.policy.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')
const percent = (value: number) => `${format.number(value)}%`

const flags: Record<ItemFlag, string> = {
  'key-doubtful': '答案可能有误',
  'too-easy': '太容易',
  'too-hard': '太难',
  'separates-little': '分不出高低',
}
const numberOf = (question: string) => `第 ${Number(question.replaceAll(/\D/g, ''))} 题`

/** The bureau's pages on how the questions of the quizzes did. */
export const items = {
  rail: '题目分析',
  title: '题目分析',
  sentence: (flagged: number) =>
    flagged > 0 ? `${format.number(flagged)} 道题值得再看一遍` : '没有需要再看的题',
  lede: (sureFrom: number) =>
    `按成年人每门课第一次小测验算，只数问过 ${format.number(sureFrom)} 次以上的题。说的是题目，不是人。`,
  columns: { module: '课程', first: '第一次答卷', passed: '其中通过', told: '算得出的题', look: '要看的' },
  attempts: (count: number) => `${format.number(count)} 份`,
  passed: percent,
  told: (told: number, questions: number) => `${format.number(told)} / ${format.number(questions)} 题`,
  counted: (flag: ItemFlag, count: number) => `${flags[flag]} ${format.number(count)} 题`,
  nothing: '没有',
  noQuiz: '还没有课程有小测验。',
  fewAttempts: (least: number) => `少于 ${format.number(least)} 份，不显示`,
  back: '全部课程',
  moduleSentence: (title: string, flagged: number, told: number) =>
    told === 0
      ? `${title}：答的人还少，算不出来`
      : flagged > 0
        ? `${title}：${format.number(flagged)} 道题要再看一遍`
        : `${title}：没有要再看的题`,
  moduleLede: {
    adults: (attempts: number, tries: 'first' | 'all') =>
      tries === 'first'
        ? `成年人第一次答卷 ${format.number(attempts)} 份。`
        : `成年人答卷 ${format.number(attempts)} 份，重答的也算。`,
    minors: '未成年社区矫正对象第一次答卷，只有合起来的数。',
  },
  download: '下载成年人的答题得分',
  downloadMore: '一行是一份答卷的一道题，答卷只有随机编号，没有姓名、日期和司法所。',
  filters: {
    version: '题目的写法',
    versions: { current: '现在的写法', all: '以前的写法也看' },
    tries: '哪几次答卷',
    triesOf: { first: '每人第一次', all: '每一次' },
    group: '谁的答卷',
    groups: { adults: '成年人', minors: '未成年（只有合计）' },
    go: '看这些题',
  },
  allTries: '重答的人已经看过讲解，前后两次不能当成两个人。数字只作参考。',
  minorsMore: (least: number) =>
    `未成年人少于 ${format.number(least)} 人答过的题不显示，也不列出他们选了什么。成年人的数里没有未成年人，两张表不能相减。`,
  table: {
    question: '题目',
    asked: '问过',
    facility: '答对率',
    discrimination: '区分度',
    efficiency: '区分效率',
    look: '要看的',
  },
  times: (count: number) => `${format.number(count)} 次`,
  percent,
  number: numberOf,
  kinds: {
    single: '单选',
    several: '多选',
    'true-false': '判断',
    order: '排序',
    number: '填数',
  } satisfies Record<AskedQuestion['kind'], string>,
  older: '以前的写法',
  version: (version: string) => `版本 ${version}`,
  wordingGone: '这个写法已经不问了。',
  right: '答案：',
  wrong: '错得最多：',
  wrongTimes: (times: number, missed: number) =>
    `（答错的 ${format.number(missed)} 次里有 ${format.number(times)} 次）`,
  leftOut: '没有答',
  few: (least: number) => `问过不到 ${format.number(least)} 次，不显示`,
  fewWhy: '次数太少的题不显示：说明不了题目，只会说到人。',
  none: {
    'marks-alike': '大家得分一样，分不出',
    'rest-alike': '其余的题大家得分一样，分不出',
  } satisfies Record<NoIndex, string>,
  flags,
  unsure: (from: number) => `不到 ${format.number(from)} 次，先留意`,
  fine: '没有',
  notTold: '—',
  chart: {
    doubtful: (questions: readonly string[]) =>
      `${questions.map((one) => numberOf(one)).join('、')}：总分低的人反而答对得多`,
    flagged: (count: number) => `${format.number(count)} 道题太容易、太难或分不出高低`,
    fine: '每道题都分得出学会没有',
    none: '还没有算得出的题',
    caption: '每道题一个点：往右越容易，往上越分得出高低',
    definition:
      '空心点标了题号，是要再看一遍的题。虚线是区分度 20%，线下的题分不出高低；低于 0 的，答案或说法可能有误。',
    easy: '答对率',
    separates: '区分度',
    said: (points: readonly { question: string; facility: number; discrimination: number }[]) =>
      points
        .map(
          (one) =>
            `${numberOf(one.question)}答对率 ${percent(one.facility)}、区分度 ${percent(one.discrimination)}`,
        )
        .join('；') || '没有算得出的题',
  },
  how: {
    title: '这些数怎么来',
    lede: '和 Moodle 的测验统计同一算法。题是随机抽的，所以一道题只看抽到它的那些答卷。',
    facility: '得分的平均数除以满分。95% 以上说明太容易，20% 以下说明太难。',
    discrimination:
      '这道题的得分和同一份答卷其余各题得分的相关系数，从 −100% 到 100%。越高，越能分出学会的人和没学会的人；低于 20% 分不出高低；低于 0，不会的人反而答对得多，答案或说法可能有误。',
    efficiency:
      '这道题的得分和其余得分的协方差，除以同样这些得分最多能有的协方差（两边都从低到高排好时的）。太容易或太难的题区分度高不了，这个数说它做到了能做到的几成；最高 100%。',
    source: '算法依据：Moodle 文档“Quiz statistics calculations”。分档依据：英国开放大学的题目统计说明。',
  },
}
