import { formatsFor } from '../formats.ts'

const format = formatsFor('zh')

/** What each refused page says: how things stand, then what to do. */
export const errors = {
  400: {
    title: '这一步没有成功',
    more: '页面送来的内容不完整，可能是页面放得太久了。回到上一页，再做一次就好，已经记下的都在。',
  },
  403: {
    title: '这个账号打不开这个页面',
    more: '如果应该能看，请司法所或县里开通。您的学时和答案都在，没有丢。',
  },
  404: {
    title: '找不到这个页面',
    more: '可能是链接旧了，或者少打了几个字。您的学时和答案都在，没有丢。',
  },
  405: {
    title: '这个地址不能这样打开',
    more: '请从页面上的按钮进去。已经记下的都在，没有丢。',
  },
  413: {
    title: '送来的内容太长',
    more: '请写短一点，或者分两次送。已经记下的都在，没有丢。',
  },
  429: {
    title: '有点快了，歇一下',
    more: '同一个网络上这会儿用的人多。您的账号没有锁，学时和答案都在。',
  },
  500: {
    title: '是我们这边出了错',
    more: '不是您的问题。等一会儿再试，已经记下的都在，没有丢。',
  },
  503: {
    title: '正在维护，过几分钟再来',
    more: '您的学时和答案都在，没有丢。刚才在学的那一段，回来以后接着学。',
  },
  waitSeconds: (seconds: number) => `请等 ${format.seconds(seconds)}再试。`,
  home: '回到今天',
  reference: (id: string) => `报修时请说这个编号：${id}`,
}
