import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvCell } from '#app/domains/supervision/csv.server.ts'
import { columns, headings } from '#app/domains/supervision/people-columns.policy.ts'
import { listOffices } from '#app/domains/supervision/office.server.ts'
import { requireActor } from '#app/http/require-actor.server.ts'
import { requestScope } from '#app/http/request-scope.server.ts'
import { importWords } from './import-words.server.ts'

/** The mark by which spreadsheets know UTF-8. */
const BOM = '\uFEFF'

/** An empty list with its headings and one invented line, for a spreadsheet: every cell is kept from being a formula. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const actor = await requireActor(request, 'bureau')
  const [office] = await listOffices(actor)
  const chinese = requestScope().view.locale === 'zh'
  const word = (list: readonly string[] | undefined) => list?.[chinese ? 0 : 1] ?? ''
  const example: Record<(typeof columns)[number], string> = {
    ...{ number: '99000001', name: chinese ? '张某' : 'Zhang', office: office?.code ?? '' },
    ...{
      sex: word(importWords.sex.male),
      birthDay: '1990-05-01',
      category: word(importWords.category['02']),
    },
    ...{ phase: word(importWords.phase.intake), grade: word(importWords.grade.ordinary) },
    ...{
      offenceClass: word(importWords.offenceClass.property),
      schooling: word(importWords.schooling.junior),
    },
    ...{ work: word(importWords.work.employed), local: word(importWords.local.yes), needs: '' },
    ...{ enteredOn: '2026-07-01', dueOn: '2027-06-30' },
  }
  const lines = [
    columns.map((column) => csvCell(headings[column][chinese ? 0 : 1])),
    columns.map((column) => csvCell(example[column])),
  ]
  return new Response(`${BOM}${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="people.csv"',
    },
  })
}
