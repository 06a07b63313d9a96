/** The question at the end of a passage. */
export const check = {
  statement: '这句话对不对？ ',
  how: {
    single: '',
    several: '可能不止一个，把对的都选上。',
    'true-false': '',
    order: '给每一步选一个号，先做的是 1。',
    number: '写一个整数，例如 10。',
  },
  problemTitle: '这一题还没答好',
  problems: {
    missing: '先选一个答案，或者把空填上',
    'unknown-option': '从给出的几个里选一个',
    'place-twice': '两步用了同一个号，每一步换一个不同的号',
    'place-missing': '还有一步没有号，每一步都选一个号',
    'not-a-number': '写一个整数，例如 10',
  },
}
