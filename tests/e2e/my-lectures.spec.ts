import { countyDatabase, personOf } from './support/county-database.ts'
import { expect, test } from './support/county.ts'

/** A person's own classes on a phone, with scripts and without. */
test.use({ meantStatuses: [400, 409] })

type Made = { id: string; personId: string; name: string }

/** A class of the person's office, offered to them (and to somebody else): at a time of the demo's day. */
async function offeredClass(
  signInName: string,
  { day, seats = 5, over = false }: { day: string; seats?: number; over?: boolean },
): Promise<Made> {
  const sql = countyDatabase()
  const { id: personId, name } = await personOf(signInName)
  const [made] = await sql<{ id: string }[]>`
    with p as (select * from supervised_persons where id = ${personId}),
    s as (select a.account_id from staff_appointments t join staff a on a.id = t.staff_id join p on p.office_id = t.office_id
      where t.role = 'office' limit 1),
    o as (insert into occasions (id, county_id, office_id, source_kind, source_id, regime, title_code, title_zh, title_en, during,
        room_zh, room_en, capacity, state, created_by, created_as)
      select gen_random_uuid(), p.county_id, p.office_id, 'collective_class', gen_random_uuid(), 'adults', 'class',
        '家庭和预算', 'Household money', tstzrange(${`${day} 14:30+08`}, ${`${day} 16:00+08`}), '文化站二楼', 'Culture station',
        60, ${over ? 'took-place' : 'planned'}, s.account_id, 'office' from p, s returning *),
    r as (insert into occasion_rosters (id, county_id, occasion_id, host_office_id, office_id, seats, joined)
      select gen_random_uuid(), o.county_id, o.id, o.office_id, o.office_id, ${seats}, ${over ? 1 : 0} from o returning *)
    insert into occasion_places (id, county_id, occasion_id, office_id, person_id, regime, state, offered_by, offered_as,
      changed_by, changed_as)
    select gen_random_uuid(), r.county_id, r.occasion_id, r.office_id, ${personId}, 'adults',
      ${over ? 'joined' : 'offered'}, s.account_id, 'office', s.account_id, 'office' from r, s returning occasion_id as id`
  return { id: made!.id, personId, name }
}

async function attended({ id, personId }: Made, day: string): Promise<void> {
  const sql = countyDatabase()
  await sql`insert into attendance_marks (id, county_id, occasion_id, office_id, person_id, revision, outcome, attended,
      needs_note, in_at, recorded_by, recorded_as)
    select gen_random_uuid(), county_id, occasion_id, office_id, person_id, 1, 'attended', true, false,
      ${`${day} 14:40+08`}, offered_by, 'office' from occasion_places where occasion_id = ${id} and person_id = ${personId}`
  await sql`insert into attendance_confirmations (id, county_id, occasion_id, person_id, mark_id, minutes, confirmed_by,
      confirmed_as)
    select gen_random_uuid(), county_id, occasion_id, person_id, id, 80, recorded_by, 'office' from attendance_marks
    where occasion_id = ${id} and person_id = ${personId}`
}

for (const [index, javaScriptEnabled] of [true, false].entries()) {
  test(`offered, joined, cannot come: scripts ${javaScriptEnabled ? 'on' : 'off'}`, async ({ visit }, {
    project,
  }) => {
    // A day for each of the four runs, so that no two classes are at one time.
    const day = `2026-07-${(project.name === 'phone' ? 27 : 29) + index}`
    const one = await offeredClass('lin09', { day })
    const page = await (await visit({ as: 'lin09', javaScriptEnabled })).newPage()
    await page.goto('/my/study')
    await page.getByRole('link', { name: '到场听的课' }).click()
    await expect(page).toHaveURL('/my/lectures')
    const item = page.locator(`[id="c-${one.id}"]`)
    await expect(item).toContainText('14:30–16:00')
    await expect(item).toContainText('准时到 → 计 1 小时 30 分')
    await expect(item).toContainText('迟到 10 分钟 → 计 1 小时 20 分')
    await expect(item).toContainText('还有 5 个座位')
    await item.getByRole('button', { name: '我要去 +1 小时 30 分' }).click()
    await expect(page).toHaveURL(`/my/lectures?did=joined#c-${one.id}`)
    await expect(page.getByText('报上名了，有您的座位。')).toBeVisible()
    await expect(item).toContainText('有您的座位')

    const file = await page.request.get(`/my/lectures/${one.id}/event.ics`)
    expect(file.headers()['content-type']).toBe('text/calendar; charset=utf-8')
    expect(await file.text()).toContain('STATUS:CONFIRMED')

    await item.locator('summary', { hasText: '来不了？' }).click()
    await item.getByRole('button', { name: '告诉司法所我来不了' }).click()
    await expect(item.getByText('请选一个原因。')).toBeVisible()
    await item.getByText('要上班').click()
    await item.getByRole('button', { name: '告诉司法所我来不了' }).click()
    await expect(page.getByText('已经告诉司法所。座位让出来了。')).toBeVisible()
    await expect(item).toContainText('您说过不去。想去还可以报名。')
    expect(await (await page.request.get(`/my/lectures/${one.id}/event.ics`)).text()).toContain(
      'STATUS:CANCELLED',
    )

    // The office is told, and sees who and why on its list of names.
    const office = await (await visit({ as: 'office-dongtang', javaScriptEnabled })).newPage()
    await office.goto('/inbox')
    await office
      .getByRole('listitem')
      .filter({ hasText: '有一位来不了：要上班' })
      .first()
      .getByRole('link', { name: /去看看/ })
      .click()
    await expect(office).toHaveURL(`/office/occasions/${one.id}`)
    await expect(office.getByRole('region', { name: '1 人说来不了' })).toContainText(`${one.name} 要上班`)
  })

  test(`a class that is over: what was counted, and what is said by nobody: scripts ${javaScriptEnabled ? 'on' : 'off'}`, async ({
    visit,
  }, { project }) => {
    const day = `2026-07-${(project.name === 'phone' ? 13 : 15) + index}`
    const one = await offeredClass('lin09', { day, over: true })
    const page = await (await visit({ as: 'lin09', javaScriptEnabled })).newPage()
    await page.goto('/my/lectures')
    const item = page.locator(`[id="c-${one.id}"]`)
    await expect(item).toContainText('名单还没核对')
    await attended(one, day)
    await page.reload()
    await expect(item).toContainText('计 1 小时 20 分')
    await expect(item).toContainText('14:40 到，晚了 10 分钟，这段不计。')
    await item.locator('summary', { hasText: '这堂课怎么样？' }).click()
    await item.getByLabel('想说一句（可以不写）').fill('讲得<b>清楚</b> 😀')
    await item.getByRole('button', { name: '不记名送出' }).click()
    await expect(item.getByText('请选一个。')).toBeVisible()
    await expect(item.getByLabel('想说一句（可以不写）')).toHaveValue('讲得<b>清楚</b> 😀')
    await item.getByText('有收获').click()
    await item.getByRole('button', { name: '不记名送出' }).click()
    await expect(page.getByText('送出了，谢谢。没有人知道哪一条是您写的。')).toBeVisible()
    await expect(item.getByText('您说过了，谢谢。')).toBeVisible()
    await expect(item.getByRole('button', { name: '不记名送出' })).toHaveCount(0)
  })
}

test('a full class: one waits, and has the seat when somebody cannot come', async ({ visit }, {
  project,
}) => {
  const day = project.name === 'phone' ? '2026-08-11' : '2026-08-12'
  const one = await offeredClass('lin09', { day, seats: 1 })
  const { id: otherId } = await personOf('sun22')
  await countyDatabase()`insert into occasion_places (id, county_id, occasion_id, office_id, person_id, regime, state, offered_by,
      offered_as, changed_by, changed_as)
    select gen_random_uuid(), county_id, occasion_id, office_id, ${otherId}, 'adults', 'offered', offered_by, 'office', offered_by,
      'office' from occasion_places where occasion_id = ${one.id}`
  const [first, second] = [
    await (await visit({ as: 'lin09', javaScriptEnabled: false })).newPage(),
    await (await visit({ as: 'sun22', javaScriptEnabled: false })).newPage(),
  ]
  const inList = (page: typeof first) => page.locator(`[id="c-${one.id}"]`)
  await first.goto('/my/lectures')
  await second.goto('/my/lectures')
  await inList(first)
    .getByRole('button', { name: /我要去/ })
    .click()
  // The page was looked at before the last seat went.
  await inList(second)
    .getByRole('button', { name: /我要去/ })
    .click()
  await expect(inList(second)).toContainText('您排第 1 位')
  await inList(first).locator('summary', { hasText: '来不了？' }).click()
  await inList(first).getByText('家里有事').click()
  await inList(first).getByRole('button', { name: '告诉司法所我来不了' }).click()
  await second.goto('/my')
  await second.getByRole('link', { name: /^消息，/ }).click()
  await expect(second.getByRole('listitem').first()).toContainText('有座位了，给您留着')
  await second
    .getByRole('listitem')
    .first()
    .getByRole('link', { name: /去看看/ })
    .click()
  await expect(second).toHaveURL(`/my/lectures#c-${one.id}`)
  await expect(inList(second)).toContainText('有您的座位')
})

test('a cold page of classes is small', async ({ visit }) => {
  const context = await visit({ as: 'lin09' })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  let bytes = 0
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto('/my/lectures', { waitUntil: 'networkidle' })
  test.info().annotations.push({ type: 'bytes', description: String(bytes) })
  expect(bytes).toBeGreaterThan(1000)
  expect(bytes).toBeLessThanOrEqual(25_000)
  expect(await page.locator('script').count(), 'no scripts of the framework').toBe(0)
})
