import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MessagesProvider } from '#app/messages/context.tsx'
import { messagesFor } from '#app/messages/dictionary.server.ts'
import { calendarDay } from '#app/shared/calendar-day.ts'
import { AskAgain } from './ask-again.tsx'
import { Card } from './card.tsx'
import { Choice } from './choice.tsx'
import { CourseMenu } from './course-menu.tsx'
import { displayHref } from './display-tools.tsx'
import { errorStatus, ErrorPage } from './error-page.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { DeskPage } from './desk-page.tsx'
import { Field } from './field.tsx'
import { Sources } from './lesson/law.tsx'
import { MyPage } from './my-page.tsx'
import { arcsOf, Ring } from './ring.tsx'
import { StackedBar } from './stacked-bar.tsx'
import { Statement, type StatementLineData } from './statement.tsx'
import { Stepper } from './stepper.tsx'
import { Tag } from './tag.tsx'
import { WitnessStrip } from './witness-strip.tsx'

const html = (node: ReactNode) =>
  renderToStaticMarkup(<MessagesProvider messages={messagesFor('zh')}>{node}</MessagesProvider>)

const viewing = { path: '/my?from=a&to=b', demo: true, largeText: false }

describe('Ring', () => {
  it('writes the ledger’s own numbers into the drawing', () => {
    const drawn = html(<Ring required={240} counted={110} />)
    expect(drawn).toContain('pathLength="240"')
    expect(drawn).toContain('stroke-dasharray="110 130"')
    expect(drawn).toContain('aria-label="本月要 4 小时，已计 1 小时 50 分"')
  })

  it('is a full circle when more is counted than asked, and says the true sum', () => {
    const drawn = html(<Ring required={240} counted={250} />)
    expect(drawn).toContain('stroke-dasharray="240 0"')
    expect(drawn).toContain('已计 4 小时 10 分')
  })

  it('is not there where nothing is asked', () => {
    expect(html(<Ring required={0} counted={30} />)).toBe('')
  })

  it('never draws a plan beyond the requirement', () => {
    const plans = [
      { look: 'hollow', minutes: 90, label: 'a' },
      { look: 'striped', minutes: 400, label: 'b' },
    ] as const
    for (const filled of [0, 1, 110, 239, 240]) {
      for (const arc of arcsOf(plans, filled, 240)) {
        const end = arc.from + arc.dashes.reduce((sum, dash) => sum + dash, 0)
        expect(arc.from).toBeGreaterThanOrEqual(filled)
        expect(end).toBeLessThanOrEqual(240)
        expect(arc.dashes.every((dash) => dash > 0)).toBe(true)
      }
    }
  })
})

describe('StackedBar', () => {
  it('draws 480 minutes as 352 px, in the fixed order, whatever order the parts come in', () => {
    const drawn = html(
      <StackedBar
        required={240}
        cut={30}
        parts={[
          { source: 'talk', minutes: 32 },
          { source: 'lecture', minutes: 60 },
          { source: 'online', minutes: 18 },
        ]}
      />,
    )
    expect(drawn).toContain('class="b-lecture" x="0" y="6" width="44"')
    expect(drawn).toContain('class="b-online" x="44" y="6" width="13.2"')
    expect(drawn).toContain('d="M175 1v24"')
    expect(drawn).toContain('讲座 60 + 网上 18 + 谈话 32 = 110，超上限 30 不计，要求 240')
  })
})

describe('forms', () => {
  it('tie a field to its hint and its error, and keep what was typed', () => {
    const drawn = html(<Field name="name" label="编号" hint="8 位数字" error="请输入编号" value="9904" />)
    expect(drawn).toContain('aria-describedby="name-hint name-error"')
    expect(drawn).toContain('aria-invalid="true"')
    expect(drawn).toContain('value="9904"')
  })

  it('lead from the error summary to the field, and give the summary the focus', () => {
    const drawn = html(
      <ErrorSummary title="还没登录上" problems={[{ message: '请输入编号', fieldId: 'name' }]} />,
    )
    expect(drawn).toMatch(/role="alert"[^>]*tabindex="-1"[^>]*autofocus=""/i)
    expect(drawn).toContain('<a href="#name">请输入编号</a>')
    expect(html(<ErrorSummary title="x" problems={[]} />)).toBe('')
  })

  it('offer real radio buttons, the first one reachable by the name', () => {
    const options = [
      { value: '1', label: '借' },
      { value: '2', label: '不借' },
    ]
    const drawn = html(<Choice name="answer" legend="借不借？" options={options} chosen="2" />)
    expect(drawn).toMatch(/<input type="radio" id="answer" name="answer" value="1"\/>/)
    const checked = [...drawn.matchAll(/<input[^>]*>/g)].filter(([input]) => input.includes('checked=""'))
    expect(checked.map(([input]) => input)).toEqual([expect.stringContaining('value="2"')])
  })
})

describe('Statement', () => {
  const line: StatementLineData = {
    entryId: 'e1',
    number: 'H-07-0031',
    day: calendarDay('2026-07-03'),
    title: '讲座',
    interval: '19:12–20:00',
    minutes: -48,
    running: 66,
    why: ['晚到的 12 分不计。'],
    who: '李某02 确认',
    undone: true,
  }

  it('says of a line that was taken back that it was, in words too', () => {
    const drawn = html(<Statement lines={[line]} />)
    expect(drawn).toContain('class="entry undone"')
    expect(drawn).toContain('(已冲掉)')
    expect(drawn).toContain('−48 分')
    expect(drawn).toContain('1 小时 6 分')
  })

  it('shows a way to question a line only where there is one', () => {
    expect(html(<Statement lines={[line]} />)).not.toContain('<details')
    expect(html(<Statement lines={[line]} question={() => <details className="ask" />} />)).toContain(
      '<details',
    )
  })
})

describe('pages', () => {
  it('need neither a script nor a style attribute, and tell /preferences where to return', () => {
    const drawn = html(
      <MyPage viewing={viewing} here="study">
        <WitnessStrip counted={6} most={10} idleMinutes={2} />
        <Ring required={240} counted={110} plans={[{ look: 'striped', minutes: 40, label: '手机上学' }]} />
      </MyPage>,
    )
    expect(drawn).not.toMatch(/ style=|<script| on\w+=/)
    expect(drawn).toContain('name="return" value="/my?from=a&amp;to=b"')
    expect(drawn.match(/aria-current="page"/g)).toHaveLength(1)
    expect(drawn).toContain('data-witness-minutes="">6<')
    expect(drawn).toMatch(/<progress value="6" max="10"/)
  })

  it('tell an unknown status like the nearest one that has words', () => {
    expect([401, 410, 418, 502, 504, 404].map(errorStatus)).toEqual([403, 404, 400, 500, 500, 404])
    const drawn = html(<ErrorPage viewing={viewing} status={404} home={{ href: '/my', label: '回到今天' }} />)
    expect(drawn).toContain('没有丢')
  })
})

describe('ErrorSummary as an example', () => {
  it('neither takes the focus nor is read out as an alert', () => {
    const problems = [{ message: '再看一遍', fieldId: 'x' }]
    const drawn = html(<ErrorSummary example title="还没登录上" problems={problems} />)
    expect(drawn).not.toMatch(/alert|autofocus|tabindex/)
    expect(html(<ErrorSummary title="还没登录上" problems={problems} />)).toMatch(/role="alert".*autofocus/)
  })
})

describe('Stepper', () => {
  it('says in words what is done, and marks where one is', () => {
    const drawn = html(<Stepper label="点课" steps={['课题', '时间', '学员']} current={1} />)
    expect(drawn).toContain('<li class="done">课题<span class="vh"> (做完了)</span></li>')
    expect(drawn).toContain('<li aria-current="step">时间</li>')
    expect(drawn).toContain('<li>学员</li>')
  })
})

describe('AskAgain', () => {
  it('asks with one button that does it and one way back, and posts', () => {
    const drawn = html(
      <AskAgain
        question="要取消吗？"
        more="会通知 5 个人。"
        action="/x"
        go="取消这堂"
        back={{ href: '/y', label: '不取消，回去' }}
      />,
    )
    expect(drawn).toContain('<h1>要取消吗？</h1>')
    expect(drawn).toContain('<form method="post" action="/x"')
    expect(drawn.match(/<button/g)).toHaveLength(1)
    expect(drawn).toContain('<a class="btn text" href="/y">不取消，回去</a>')
  })
})

describe('DeskPage', () => {
  it('keeps a number beside its unit where its sentence breaks', () => {
    const drawn = html(
      <DeskPage
        {...{ viewing, home: '/', place: '东塘镇司法所', rail: [], signedInAs: '王某01' }}
        sentence="石某02：7 月 17 日那条，30 分"
      >
        {null}
      </DeskPage>,
    )
    expect(drawn).toContain('<h1>石某02：7\u00a0月 17\u00a0日那条，30\u00a0分</h1>')
  })
})

describe('Sources', () => {
  const law = (id: string, label: string) => ({ id, label, quote: id, inForce: calendarDay('2020-07-01') })
  it('names a law once, and a paragraph that is quoted twice once; both quotes stand below', () => {
    const drawn = html(
      <Sources
        laws={[
          law('a', '《社区矫正法》第二十七条第一款'),
          law('b', '《社区矫正法》第二十七条第一款'),
          law('c', '《社区矫正法》第二十七条第二款'),
          law('d', '《刑法》第七十五条'),
        ]}
      />,
    )
    expect(drawn).toContain('依据：《社区矫正法》第二十七条第一款、第二十七条第二款、《刑法》第七十五条<')
    expect(drawn.match(/<blockquote/g)).toHaveLength(4)
  })
})

describe('Tag and Card', () => {
  it('draws a lock beside what is sealed, and only there', () => {
    expect(html(<Tag state="sealed">已封存</Tag>)).toContain('<svg')
    expect(html(<Tag state="done">完成</Tag>)).toBe('<span class="tag done">完成</span>')
  })

  it('names a card by its heading', () => {
    const drawn = html(
      <Card id="load" title="两个人带 34 人">
        <p>图</p>
      </Card>,
    )
    expect(drawn).toContain('aria-labelledby="load-title"')
    expect(drawn).toContain('<h2 id="load-title">两个人带 34 人</h2>')
  })
})

describe('CourseMenu', () => {
  const menu = {
    menu: 'C',
    title: { zh: '心理', en: 'Mind' },
    group: { zh: '心理讲师团', en: 'Psychological lecturers' },
    topics: [
      { code: 'c1', title: { zh: '甲', en: 'A' }, minutes: 60, sittings: 1, online: true },
      { code: 'c2', title: { zh: '乙', en: 'B' }, minutes: 90, sittings: 2, online: false },
    ],
  }

  it('says how long each takes, and in words which can be studied on a phone', () => {
    const drawn = html(<CourseMenu menu={menu} markOnline />)
    expect(drawn).toContain('60 分钟')
    expect(drawn).toContain('90 × 2 分钟')
    expect(drawn.match(/手机上也能学/g)).toHaveLength(1)
  })

  it('marks none where all can be', () => {
    expect(html(<CourseMenu menu={menu} markOnline={false} />)).not.toContain('<svg')
  })
})

describe('DisplayTools', () => {
  it('leads to all choices and back to this page, its query included', () => {
    expect(displayHref('/my/hours?m=2026-06')).toBe('/preferences?return=%2Fmy%2Fhours%3Fm%3D2026-06')
  })
})
