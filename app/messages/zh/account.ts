import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

export const signIn = {
  title: '登录',
  name: '编号、手机号或登录名',
  nameHint: '编号是司法所给您的 8 位数字。工作人员用登录名。',
  password: '密码',
  go: '登录',
  notIn: '还没登录上',
  /** The same words whether or not the name exists (decisions 12). */
  wrong: '编号或密码不对。请看看有没有多按一位。',
  wrongShort: '编号或密码不对，请再输一次',
  nameMissing: '请输入编号、手机号或登录名',
  passwordMissing: '请输入密码',
  slowDown: (seconds: number) => `请等 ${format.seconds(seconds)}再试。编号和密码都还在，不会锁住。`,
  slowDownShort: (seconds: number) => `等 ${format.seconds(seconds)}再试一次`,
  forgotten: (phone: string) => ({
    before: '忘了密码，或者不方便打字？打给司法所 ',
    phone,
    after: '，工作人员帮您登录。',
  }),
  forgottenNoPhone: '忘了密码，或者不方便打字？去就近的司法所，工作人员帮您登录。',
  expired: '您有一阵没用，已经退出了。请再登录一次，学时和答案都在。',
  signedOut: '已经退出。',
  demoHint: { before: '演示账号：编号或登录名见说明，密码 ', password: 'qicheng-demo', after: '。' },
  welcome: '一步一步往前走。',
  welcomeMore: '登录以后，可以看这个月的学时，在手机上学，也可以找人帮忙。',
  appointmentTitle: '这次以哪个身份工作',
  appointmentGo: '就用这个身份',
}

export const signOut = {
  title: '退出',
  question: '要退出吗？',
  explained: '已经记下的时间和答案都留着，下次登录接着学。',
  here: '退出这台设备',
  everywhere: '所有设备都退出',
  everywhereExplained: '手机丢了，或者在别人的设备上登录过，就选这个。',
  short: '退出',
  stay: '不退出，回去',
}

export const password = {
  title: '改密码',
  current: '现在的密码',
  fresh: '新密码',
  freshHint: (least: number) => `至少 ${least} 个字符。用几个自己记得住的词就好，不要用生日和手机号。`,
  again: '再输一次新密码',
  go: '换成新密码',
  changed: '密码已经换好。别的设备都退出了，这台不用重新登录。',
  problems: {
    wait: '试得有点多了，过几分钟再试',
    'current-wrong': '现在的密码不对，请再输一次',
    'current-missing': '请输入现在的密码',
    'too-short': (least: number) => `新密码太短，至少要 ${least} 个字符`,
    'too-long': (most: number) => `新密码太长，最多 ${most} 个字符`,
    'too-common': '这个密码太常见，容易被猜到，请换一个',
    'contains-name': '新密码里不要带编号、手机号或登录名',
    same: '新密码和现在的一样，请换一个',
    'not-equal': '两次输的新密码不一样，请再输一次',
  },
  problemsTitle: '密码还没换',
}

export const preferences = {
  title: '显示方式',
  explained: '只改这台设备上的样子，随时可以改回来。',
  text: '字的大小',
  textOptions: { normal: '常规', large: '大字' },
  theme: '颜色',
  themeOptions: { system: '跟手机一样', light: '浅色', dark: '深色' },
  language: '语言',
  languageOptions: { zh: '中文', en: 'English' },
  saved: '已经换好。',
  password: '改密码',
}
