import type { CalendarDay } from '#app/shared/calendar-day.ts'
import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** The link under which a calendar program fetches one's classes. */
export const calendarLink = {
  title: '日历订阅',
  sentence: '把课排进您的日历',
  lede: '手机或电脑上的日历订阅这个链接，新的课、改的时间、取消的课会自己更新，大约几小时一次。',
  what: '里面只有时间、课名和地点，没有人名，也没有人数。',
  whoHas: '谁拿到链接，谁就能看到，不用登录。请不要转发。不再任职以后，链接自己失效。',
  none: '现在没有链接。',
  since: (day: CalendarDay) => `${format.day(day)}做的链接正在用。`,
  make: '做一个链接',
  makeAgain: '换一个新链接',
  makeAgainNote: '换了以后，原来的链接马上打不开。',
  made: '链接做好了，只显示这一次',
  label: '订阅链接',
  labelHint: '复制下来，在日历里选“订阅日历”或“添加网络日历”，粘贴进去。',
  subscribe: '用这台设备的日历订阅',
  revoke: '收回链接',
  revoked: '链接已经收回，打不开了。',
  lost: '链接丢了、怕被别人看到，就收回或者换一个。',
  fromAccount: '日历订阅',
  event: '加到日历',
}
