import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** 18 → 十八; from a hundred on in figures. */
function inWords(count: number): string {
  if (count < 1 || count > 99) return format.number(count)
  if (count === 2) return '两'
  const [tens, ones] = [Math.floor(count / 10), count % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[ones]}`
}

/** The front page, before anyone is known. */
export const front = {
  headline: (topics: number): readonly [string, string] => [
    `${inWords(topics)}堂有用的课，`,
    '一步一步往前走。',
  ],
  about: ['法律、家庭、工作、情绪。', '本县的律师和老师来讲，到现场听就行。'],
  aboutOnline: ['法律、家庭、工作、情绪。', '本县的律师和老师来讲，现场听、手机上学都行。'],
  /** Before and after the small drawing of a phone. */
  someOnline: { before: '带 ', after: ' 的课，手机上也能学。' },
  online: '手机上也能学',
  description: '有用的课：法律、家庭、工作、情绪。现场听，也可以在手机上学。',
  time: (minutes: number, sittings: number) =>
    sittings > 1 ? `${format.number(minutes)} × ${sittings} 分钟` : `${format.number(minutes)} 分钟`,
  signInTitle: '已经有编号？',
  noPhone: '忘了密码，或者不会用手机？去就近的司法所，工作人员陪您用第一次。',
}
export type Front = typeof front

/** The page and the tool that change how everything looks. */
export const display = {
  tool: '显示',
  toolFull: '显示方式：字、颜色、语言',
  go: '就这样显示',
  back: '不改，回去',
}

/** The parts of the visual language, for those who build and review pages. */
export const specimen = {
  title: '零件',
  rail: '零件',
  lede: '每一页都由这些零件拼成；这里显示的就是页面上在用的那些。',
  do: '这样',
  dont: '别这样',
  colour: {
    title: '颜色',
    do: '还差的，用杏色；出错和安全提醒，才用莓色。',
    dont: '把没学够标成红色，像在批评人。',
    uses: {
      paper: '纸',
      card: '可以动手的',
      sunk: '凹处',
      line: '细线，只作装饰',
      edge: '控件的边',
      ink: '字',
      'ink-2': '第二句话',
      'ink-3': '说明',
      pine: '动作、完成',
      'pine-deep': '浅绿上的字',
      'pine-soft': '选中',
      'apricot-fill': '还差（记号）',
      apricot: '还差（字）',
      berry: '出错、安全提醒',
      plum: '封存',
      'c-lecture': '讲座，实',
      'c-online': '网上，斜纹',
      'c-talk': '谈话，点',
      'c-care': '心理，实',
    },
    contrast: '对比度',
    contrastNote: '由上面的颜色算出来：字要 7:1 以上，控件的边和记号要 3:1 以上。',
    pair: '字和底',
    need: '要',
    light: '浅色',
    dark: '深色',
  },
  type: {
    title: '字',
    do: '只用常规和粗体两种粗细；题目在标点处换行。',
    dont: '用细体、斜体、全大写，或把词拆成两行。',
    samples: {
      '4xl': '2 小时 10 分',
      '3xl': '十八堂有用的课',
      '2xl': '页面的题目',
      xl: '本月还差',
      lg: '课文正文，行高 1.75',
      md: '平常的话，手机 18 px，办公桌 16 px',
      sm: '第二句话、表头',
      xs: '编号、图注，不放要紧的话',
    },
  },
  space: { title: '间距和圆角' },
  buttons: {
    title: '按钮',
    do: '一页一个实心按钮，写出会发生什么：“我要去”。',
    dont: '只写“好”“下一步”；两个实心按钮并排；灰掉却不说为什么。',
    solid: '我要去',
    plain: '接着学',
    soft: '到了',
    text: '换一场',
    alarm: '打电话',
  },
  fields: {
    title: '填写',
    do: '标签在上、提示在下，错在哪里、怎么改写在格子旁边，顶上再汇总一次。',
    dont: '把提示写在格子里；只说“填错了”；清掉已经填好的。',
    number: '手机号或编号',
    numberHint: '编号是司法所给您的 8 位数字。',
    password: '密码',
    wrong: '编号或密码不对，请再看一遍。',
    summary: '还没登录上',
    summaryLink: '编号或密码不对，请再输一次',
  },
  options: {
    title: '选项',
    do: '整块都能点，最矮 56 px，选中有边、有底、有加粗。',
    dont: '只靠颜色区分；答错就变红叉。',
    question: '朋友要借您的银行卡，怎么办',
    first: '不借，陪他去自己办一张',
    second: '让他写个借条',
  },
  tags: {
    title: '标签',
    do: '一行最多一个，写状态本身。',
    dont: '给人贴标签：“高风险”“重点对象”。',
    plain: '暂停',
    done: '完成',
    todo: '还差一点',
    sealed: '已封存',
    alert: '今天 11:40 前',
  },
  notice: {
    title: '提示和卡片',
    do: '放在它说的那件事旁边，一直在。',
    dont: '弹窗；几秒后消失的条；卡片里套卡片。',
    plain: '晚到 10 分钟，就计 1 小时 20 分。',
    todo: '本月网上学习已满 2 小时，再学不计，但可以看。',
    card: '卡片只放能动手的东西，或一张图。',
  },
  table: {
    title: '表格',
    do: '数字靠右、等宽，只有横线，要紧的加粗。',
    dont: '斑马纹、竖线、每格居中。',
    caption: '例表：上完一堂课，各计多少',
    columns: { person: '学员', arrived: '签到', counts: '上完计' },
    rows: [
      { person: '周某12', arrived: '14:41，晚到 11 分', counts: '79 分' },
      { person: '马某05', arrived: '14:28', counts: '90 分' },
    ],
  },
  ring: {
    title: '学时环',
    do: '中间写“1 小时 50 分”，旁边写还差多少、怎么补。',
    dont: '百分比；红黄绿；满了放烟花。',
    lecture: '周六讲座',
    study: '手机上学',
  },
  bar: {
    title: '堆叠条',
    do: '同一页同一把尺，条下写出加法，花纹和颜色都区分。',
    dont: '每行各自拉满；只有颜色的图例。',
  },
  statement: {
    title: '账上的一行',
    do: '先说计了多少，再说为什么少；更正另起一行，旧的划掉还看得见。',
    dont: '改掉旧数；只写“异常”。',
    what: '网上学习：反诈与“两卡”第 2 节',
    when: '20:40–20:52，共 12 分',
    why: '中间 4 分钟没有动静，不计。',
    who: '服务器计时，小问题答对',
  },
  steps: {
    title: '步骤',
    do: '做完的打勾，现在的加粗，旁边总有“第 4 题，共 10 题”。',
    dont: '只有一条没有数字的进度条。',
    names: ['课题', '讲师和时间', '学员', '送出'],
    words: '第 4 题，共 10 题',
    current: '现在',
    finished: '做完了',
  },
  details: {
    title: '展开和再问一次',
    do: '展开用 details；不可回头的一步，用一个单独的页面再问一次。',
    dont: '用弹窗打断学习或要求“确认在线”。',
    summary: '这条不对？',
    inside: '写一句就行，也可以请工作人员代写。',
    question: '要取消周六的讲座吗？',
    questionMore: '已经加入的 5 个人会收到通知，他们的学时不受影响。',
    questionGo: '取消这堂讲座',
    questionBack: '不取消，回去',
  },
  reading: {
    title: '计时条',
    do: '一行字，一根 6 px 的条，点开说怎么计。',
    dont: '跳秒的钟；倒计时。',
  },
  way: {
    title: '前面的路',
    do: '一根细线，几个空站：接下来做什么，能补多少。',
    dont: '勋章、连续天数、打卡。',
    first: '求职与劳动合同',
    firstWords: '周六 14:30–16:00，东塘镇文化站二楼。',
    second: '反诈与“两卡”，第 3 节起',
    secondWords: '还有 4 节，每节约 10 分钟。哪天学都行。',
  },
  empty: {
    title: '空的时候',
    do: '说这里会有什么，给一条路。',
    dont: '只写“暂无数据”。',
    heading: '这里还没有讲座',
    words: '排好的讲座会出现在这里，最早的在前。',
  },
  icons: { title: '图标', do: '总和字在一起。', dont: '只有图标，没有字。' },
  focus: {
    title: '焦点',
    here: '按 Tab 走到这里',
    words: '3 px 墨线，外加 3 px 黄晕；浅色、深色、彩底上都看得见。',
  },
}
